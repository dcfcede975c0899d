package dev.stampede.kernels.phaseramp;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Takes a model phase out of complex phases:
///
///     out[p, f] = phase[p, f] * exp(-i (slope[p] * baseline[p, f] + offset[p]))
///
/// and, on request, scales to unit modulus (a zero becomes `NaN`).
///
/// | name  | shape  | dtype | unit   | meaning                                   |
/// |-------|--------|-------|--------|-------------------------------------------|
/// | phase | [n, m] | c64   | any    | interferometric phase, with its amplitude |
/// | ramp  | [Ramp] | f32   | rad    | model phase                               |
/// | out   | [n, m] | c64   | as phase | may be the same memory as `phase`       |
///
/// Invalid values: `NaN` in any operand gives `NaN`. The model phase is formed in f32, one rounding for the
/// product and one for the sum, as StaMPS does; a few hundred radians at most are expected.
/// FMA: not used in the model phase.
/// Max error against the reference: [#MAX_RELATIVE_ERROR] of the modulus (vector sine and cosine in f32).
/// Threads: stateless; disjoint ranges of points may run in parallel.
public interface PhaseRamp extends Kernel {
    double MAX_RELATIVE_ERROR = 5e-7;

    KernelFamily<PhaseRamp> FAMILY = KernelFamily.of(
                    "stage5_rc2_correction", PhaseRamp.class, PhaseRampReference::new, () -> new PhaseRampVector())
            .with(Backend.NATIVE, () -> new PhaseRampNative());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fills rows `[from, to)` of `out`, modulus kept.
    void remove(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to);

    /// Fills rows `[from, to)` of `out`, modulus 1.
    void removeToUnit(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to);

    /// The checks all variants share.
    /// @throws IllegalArgumentException naming both sides
    static void require(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        if (phase.rows() != out.rows() || phase.cols() != out.cols()) {
            throw new IllegalArgumentException("phase is [" + phase.rows() + ", " + phase.cols() + "], out ["
                    + out.rows() + ", " + out.cols() + "]");
        }
        if (from < 0 || from > to || to > phase.rows()) {
            throw new IllegalArgumentException("rows [" + from + ", " + to + ") of " + phase.rows());
        }
        ramp.require(phase.rows(), phase.cols());
    }
}
