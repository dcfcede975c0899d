package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// [Topofit] where all points share their baselines: what depends on these alone is computed once. Formula,
/// results, invalid values, bounds and source as there, with
///
/// | name | shape  | dtype | unit | meaning                                       |
/// |------|--------|-------|------|-----------------------------------------------|
/// | b    | [1, m] | f32   | m    | perpendicular baseline, the same for all points |
///
/// A backend gives the same bits as its [Topofit] would with that row repeated.
/// Floor: per point 8 (2 T + 1) m / 2 fused multiply-adds for the search, 12 m bytes read.
public interface TopofitRowInvariant extends Kernel {
    String ID = "stage2_topofit_row_invariant";

    KernelFamily<TopofitRowInvariant> FAMILY = KernelFamily.of(
                    ID,
                    TopofitRowInvariant.class,
                    () -> new TopofitRowInvariantReference(),
                    () -> new TopofitRowInvariantVector())
            .with(Backend.NATIVE, () -> new TopofitRowInvariantNative())
            .with(Backend.CUDA, () -> new TopofitRowInvariantCuda());

    @Override
    default String id() {
        return ID;
    }

    /// Fits points `[from, to)`.
    /// @throws IllegalArgumentException if shapes disagree, `w` is negative or NaN, or the range is outside
    void fit(ComplexMatrix z, FloatMatrix b, double w, Topofit.Fit out, int from, int to);
}
