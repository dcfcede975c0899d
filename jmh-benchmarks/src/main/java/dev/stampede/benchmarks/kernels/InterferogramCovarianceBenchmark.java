package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.ifgstd.InterferogramCovariance;
import java.lang.foreign.Arena;

/// The covariance of the noise of small-baseline interferograms.
public class InterferogramCovarianceBenchmark extends KernelBenchmark<InterferogramCovariance> {
    @Override
    public Workload<InterferogramCovariance> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.smoothPhasors(points, ifgs);
        var patch = seeded.smoothPhasors(points, ifgs);
        var product = new double[ifgs * ifgs];
        return new Workload<>(
                InterferogramCovariance.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "16 bytes read, one arctangent, m / 2 multiply-adds",
                kernel -> {
                    java.util.Arrays.fill(product, 0);
                    kernel.add(phase, patch, 0, points, new double[ifgs], product);
                },
                product::clone,
                0,
                0);
    }
}
