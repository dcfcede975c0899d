package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the three searches of stage 2 are measured on.
///
/// @param z phasors that follow the baselines
/// @param b baselines of each point, or one row for all
/// @param out results; those but the coherence are absent where only that is asked for
record TopofitData(ComplexMatrix z, FloatMatrix b, Topofit.Fit out) {
    /// Points of a whole vector of the loop in C.
    private static final int LANES = 16;

    /// @param shared whether all points have the same baselines
    /// @param whole  whether slope, offset and residual are wanted
    static TopofitData of(Arena owner, int points, int ifgs, boolean shared, boolean whole) {
        var seeded = new Seeded(owner);
        var b = seeded.baselines(shared ? 1 : points, ifgs);
        var z = seeded.phasors(b, points);
        var coherence = FloatMatrix.allocate(owner, points, 1);
        return new TopofitData(
                z,
                b,
                new Topofit.Fit(
                        whole ? FloatMatrix.allocate(owner, points, 1) : null,
                        whole ? FloatMatrix.allocate(owner, points, 1) : null,
                        coherence,
                        whole ? FloatMatrix.allocate(owner, points, ifgs) : null));
    }

    /// @param wraps cycles over the range of baselines
    <K extends Kernel> Workload<K> workload(KernelFamily<K> family, double wraps, Consumer<K> run) {
        int points = z.rows();
        Supplier<double[]> result = () ->
                out.slope() == null ? Seeded.values(out.coherence()) : Seeded.values(out.slope(), out.coherence());
        var workload = new Workload<>(
                family,
                Topofit.work(points, z.cols(), wraps),
                points,
                "point",
                "8 T m + 4 m fused multiply-adds",
                run,
                result,
                Topofit.MAX_COHERENCE_ERROR,
                0);
        return points % LANES != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "topofit",
                                        z.re().segment(),
                                        z.im().segment(),
                                        b.segment(),
                                        points,
                                        z.cols(),
                                        b.rows() == points ? 0 : 1,
                                        Topofit.trials(wraps),
                                        segment(out.slope()),
                                        segment(out.offset()),
                                        segment(out.coherence()),
                                        segment(out.residual())),
                                result))
                        .orElse(workload);
    }

    private static MemorySegment segment(FloatMatrix m) {
        return m == null ? MemorySegment.NULL : m.segment();
    }
}
