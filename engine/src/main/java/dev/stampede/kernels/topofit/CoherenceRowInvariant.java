package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// [TopofitRowInvariant] where only the coherence is wanted, as for the coherences that pure noise scores.
///
/// | name      | shape  | dtype | unit | meaning                                         |
/// |-----------|--------|-------|------|-------------------------------------------------|
/// | z         | [n, m] | c64   | 1    | phasors                                         |
/// | b         | [1, m] | f32   | m    | perpendicular baseline, the same for all points |
/// | coherence | [n, 1] | f32   | 1    | gamma, in [0, 1]; `NaN` as in [Topofit]         |
///
/// A backend gives the same bits as its [Topofit].
public interface CoherenceRowInvariant extends Kernel {
    String ID = "stage2_topofit_coh_row_invariant";

    KernelFamily<CoherenceRowInvariant> FAMILY = KernelFamily.of(
                    ID,
                    CoherenceRowInvariant.class,
                    () -> new CoherenceRowInvariantReference(),
                    () -> new CoherenceRowInvariantVector())
            .with(Backend.NATIVE, () -> new CoherenceRowInvariantNative())
            .with(Backend.CUDA, () -> new CoherenceRowInvariantCuda());

    @Override
    default String id() {
        return ID;
    }

    /// Fills rows `[from, to)` of `coherence`.
    /// @throws IllegalArgumentException if shapes disagree, `w` is negative or NaN, or the range is outside
    void coherence(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to);

    /// The checks all variants share.
    static void require(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to) {
        Topofit.requireInputs(z, b, 1, w, from, to);
        if (coherence.rows() != z.rows() || coherence.cols() != 1) {
            throw new IllegalArgumentException("coherence is [" + coherence.rows() + ", " + coherence.cols()
                    + "], must hold one value for each of " + z.rows() + " points");
        }
    }
}
