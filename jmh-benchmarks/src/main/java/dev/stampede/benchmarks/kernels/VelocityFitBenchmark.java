package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Offset and velocity of all points: two results.
public class VelocityFitBenchmark extends KernelBenchmark<PlaneCombination> {
    @Override
    public Workload<PlaneCombination> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var in = seeded.floats(points, ifgs, 3);
        int outs = 2;
        double[] offset = seeded.random().doubles(ifgs, -1, 1).toArray();
        var coefficient = DoubleMatrix.allocate(owner, ifgs, outs);
        for (long i = 0; i < coefficient.size(); i++) {
            coefficient.set(i, seeded.random().nextGaussian());
        }
        var out = DoubleMatrix.allocate(owner, points, outs);
        int[] columns = IntStream.range(0, ifgs).toArray();
        Supplier<double[]> result = () -> Seeded.values(out);
        var workload = new Workload<>(
                PlaneCombination.VELOCITY_FIT,
                (long) points * ifgs * outs,
                (long) points * ifgs * outs,
                "point, input and result",
                "one multiply-add in double precision",
                kernel -> kernel.combine(in, columns, offset, coefficient, out, 0, points),
                result,
                0,
                1e-10);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call(
                                "plane_combination",
                                in.segment(),
                                seeded.segment(offset),
                                coefficient.segment(),
                                points,
                                ifgs,
                                outs,
                                out.segment()),
                        result))
                .orElse(workload);
    }
}
