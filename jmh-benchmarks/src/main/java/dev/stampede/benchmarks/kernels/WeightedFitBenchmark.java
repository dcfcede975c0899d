package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// The inversion of a network: as many images as half the interferograms, single precision.
public class WeightedFitBenchmark extends KernelBenchmark<PlaneCombination> {
    @Override
    public Workload<PlaneCombination> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var in = seeded.floats(points, ifgs, 3);
        int outs = Math.max(1, ifgs / 2);
        var coefficient = DoubleMatrix.allocate(owner, ifgs, outs);
        for (long i = 0; i < coefficient.size(); i++) {
            coefficient.set(i, seeded.random().nextGaussian());
        }
        var out = FloatMatrix.allocate(owner, points, outs);
        int[] columns = IntStream.range(0, ifgs).toArray();
        return new Workload<>(
                PlaneCombination.WEIGHTED_FIT,
                (long) points * ifgs * outs,
                (long) points * ifgs * outs,
                "point, input and result",
                "one multiply-add in double precision",
                kernel -> kernel.combine(in, columns, new double[ifgs], coefficient, out, 0, points),
                () -> Seeded.values(out),
                0,
                1e-6);
    }
}
