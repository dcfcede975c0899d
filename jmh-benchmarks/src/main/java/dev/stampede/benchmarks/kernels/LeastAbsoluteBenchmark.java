package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The look-angle error of every point by least absolute values: slope over baseline and an offset.
public class LeastAbsoluteBenchmark extends KernelBenchmark<LeastAbsolute> {
    @Override
    public Workload<LeastAbsolute> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.floats(points, ifgs, 3);
        var ones = new double[ifgs];
        Arrays.fill(ones, 1);
        var none = new int[ifgs];
        Arrays.fill(none, -1);
        var design = SmallMatrix.ofColumns(
                ones, seeded.random().doubles(ifgs, -150, 150).toArray());
        var model = new LeastAbsolute.Model(design, 1, IntStream.range(0, ifgs).toArray(), none);
        var out = DoubleMatrix.allocate(owner, points, 1);
        return new Workload<>(
                LeastAbsolute.FAMILY,
                (long) points * ifgs,
                points,
                "point",
                "a few steps of m (2 + log m) operations",
                kernel -> kernel.fit(phase, new double[ifgs], model, out, 0, points),
                () -> Seeded.values(out),
                0,
                0);
    }
}
