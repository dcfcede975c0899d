package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Look-angle error and reference atmosphere of all points.
public class SclaBenchmark extends KernelBenchmark<Scla> {
    @Override
    public Workload<Scla> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.floats(points, ifgs, 3);
        var baseline = seeded.baselines(points, ifgs);
        var fit = new Scla.Fit(
                IntStream.range(0, ifgs).toArray(),
                seeded.random().doubles(ifgs, -1, 1).toArray(),
                seeded.random().doubles(ifgs, -1e-3, 1e-3).toArray(),
                seeded.random().doubles(ifgs, -1, 1).toArray());
        var k = DoubleMatrix.allocate(owner, points, 1);
        var c = DoubleMatrix.allocate(owner, points, 1);
        var scla = FloatMatrix.allocate(owner, points, ifgs);
        Supplier<double[]> result = () -> Seeded.values(k, c);
        var workload = new Workload<>(
                Scla.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "8 bytes read, 4 written, 3 multiply-adds",
                kernel -> kernel.estimate(phase, baseline, fit, k, c, scla, 0, points),
                result,
                1e-5,
                0);
        return CLibrary.yardsticks()
                .map(library -> workload.withC(
                        library.call(
                                "scla",
                                phase.segment(),
                                baseline.segment(),
                                seeded.segment(fit.reference()),
                                seeded.segment(fit.kWeight()),
                                seeded.segment(fit.cWeight()),
                                points,
                                ifgs,
                                k.segment(),
                                c.segment(),
                                scla.segment()),
                        result))
                .orElse(workload);
    }
}
