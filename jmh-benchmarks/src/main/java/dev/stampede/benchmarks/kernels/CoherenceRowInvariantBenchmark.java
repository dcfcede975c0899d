package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/// The coherences of noise: shared baselines, coherence only, 11 trials.
public class CoherenceRowInvariantBenchmark extends KernelBenchmark<CoherenceRowInvariant> {
    @Override
    public Workload<CoherenceRowInvariant> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var b = seeded.baselines(1, ifgs);
        var z = seeded.phasors(b, points);
        var out = FloatMatrix.allocate(owner, points, 1);
        Supplier<double[]> result = () -> Seeded.values(out);
        var workload = new Workload<>(
                CoherenceRowInvariant.FAMILY,
                Topofit.work(points, ifgs, WRAPS),
                points,
                "point",
                "8 T m + 4 m fused multiply-adds",
                kernel -> kernel.coherence(z, b, WRAPS, out, 0, points),
                result,
                Topofit.MAX_COHERENCE_ERROR,
                0);
        var none = MemorySegment.NULL;
        return points % 16 != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "topofit",
                                        z.re().segment(),
                                        z.im().segment(),
                                        b.segment(),
                                        points,
                                        ifgs,
                                        1,
                                        Topofit.trials(WRAPS),
                                        none,
                                        none,
                                        out.segment(),
                                        none),
                                result))
                        .orElse(workload);
    }

    /// Cycles over the range of baselines, as on a small scene: 11 trials.
    private static final double WRAPS = 0.6;
}
