package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// The fit where all candidates share their baselines.
public class TopofitRowInvariantBenchmark extends KernelBenchmark<TopofitRowInvariant> {
    @Override
    public Workload<TopofitRowInvariant> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var b = seeded.baselines(1, ifgs);
        var z = seeded.phasors(b, points);
        var out = new Topofit.Fit(
                FloatMatrix.allocate(owner, points, 1),
                FloatMatrix.allocate(owner, points, 1),
                FloatMatrix.allocate(owner, points, 1),
                FloatMatrix.allocate(owner, points, ifgs));
        Supplier<double[]> result = () -> Seeded.values(out.slope(), out.coherence());
        var workload = new Workload<>(
                TopofitRowInvariant.FAMILY,
                Topofit.work(points, ifgs, WRAPS),
                points,
                "point",
                "8 T m + 4 m fused multiply-adds",
                kernel -> kernel.fit(z, b, WRAPS, out, 0, points),
                result,
                Topofit.MAX_COHERENCE_ERROR,
                0);
        // The loop in C takes whole vectors of points.
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
                                        out.slope().segment(),
                                        out.offset().segment(),
                                        out.coherence().segment(),
                                        out.residual().segment()),
                                result))
                        .orElse(workload);
    }

    /// Cycles over the range of baselines: 65 trials.
    private static final double WRAPS = 4;
}
