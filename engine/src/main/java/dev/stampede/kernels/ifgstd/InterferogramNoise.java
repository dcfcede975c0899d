package dev.stampede.kernels.ifgstd;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;

/// Sum of squares of what is left of the phase of one interferogram:
///
///     delta[p] = arg(phase[p] conj(patchPhase[p]) exp(-i (slope[p] baseline[p] + offset[p])))
///     sum      = sum_p delta[p]^2
///
/// | name       | shape  | dtype | unit  | meaning                                            |
/// |------------|--------|-------|-------|----------------------------------------------------|
/// | phase      | [n, 1] | c64   | any   | one interferogram                                  |
/// | patchPhase | [n, 1] | c64   | any   | its spatially correlated part                      |
/// | ramp       | [Ramp] | f32   | rad   | DEM-error and static phase                         |
/// | sum        |        | f64   | rad^2 | over points `[from, to)`                           |
///
/// Invalid values: `NaN` in, `NaN` out; the argument of zero is zero. Accumulation: f64. FMA: in the vector
/// and the native variant. Max error against the reference: [#MAX_ERROR_PER_POINT] times the number of
/// points (order of summation, vector arctangent), unless an angle lies within that of ±π. Threads:
/// stateless; disjoint ranges of points may run in parallel.
public interface InterferogramNoise extends Kernel {
    double MAX_ERROR_PER_POINT = 1e-13;

    KernelFamily<InterferogramNoise> FAMILY = KernelFamily.of(
                    "stage5_ifg_std",
                    InterferogramNoise.class,
                    InterferogramNoiseReference::new,
                    () -> new InterferogramNoiseVector())
            .with(Backend.NATIVE, () -> new InterferogramNoiseNative());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// The sum over points `[from, to)`.
    double sumOfSquares(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to);

    /// The checks all variants share.
    /// @throws IllegalArgumentException naming both sides
    static void require(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to) {
        if (phase.cols() != 1 || patchPhase.cols() != 1 || phase.rows() != patchPhase.rows()) {
            throw new IllegalArgumentException("phase is [" + phase.rows() + ", " + phase.cols() + "], patch phase ["
                    + patchPhase.rows() + ", " + patchPhase.cols() + "], expected one column of equal length each");
        }
        if (from < 0 || from > to || to > phase.rows()) {
            throw new IllegalArgumentException("rows [" + from + ", " + to + ") of " + phase.rows());
        }
        ramp.require(phase.rows(), 1);
    }
}
