package dev.stampede.kernels.fft;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;

/// Magnitude of a spectrum, smoothed over neighbouring frequencies, and the median of the result. Adaptive
/// filters (Goldstein, CLAP) take their response from it.
///
///     m[v, u] = |S[v, u]|
///     H[v, u] = sum_{i,j=-3..3} g_i g_j m[v + i, u + j]        g_k = exp(-(2.5 k / 3)^2 / 2)
///
/// Frequencies run from -n/2 to n/2 - 1; what lies outside counts as zero, so smoothing does **not** wrap
/// around from the highest to the lowest frequency. The weights are not normalised.
///
/// | name     | shape            | meaning                                                             |
/// |----------|------------------|---------------------------------------------------------------------|
/// | spectrum | [n, n]           | as [Fft2d] makes it, row stride [FftPlan#stride], zero frequency first; finite |
/// | smoothed | [n, n]           | row stride n, zero frequency first; length at least [#resultSize]     |
/// | scratch  | [#scratchSize]   | overwritten                                                         |
///
/// n is even. Returns the median of the n^2 values, the mean of the two middle ones. Accumulation: f64.
/// FMA: used by the vector variant. Max error against `REFERENCE`: [#MAX_RELATIVE_ERROR] of a value.
/// Threads: stateless. Source: Goldstein and Werner (1998), doi:10.1029/1998GL900033; window and edges as
/// StaMPS.
public sealed interface SmoothedMagnitude extends Kernel permits SmoothedMagnitudeReference, SmoothedMagnitudeVector {
    String ID = "fft_smoothed_magnitude";
    double MAX_RELATIVE_ERROR = 4e-15;

    /// Taps g_0 .. g_3 of the Gaussian window of seven.
    double[] TAPS = {
        1, Math.exp(-0.5 * 6.25 / 9), Math.exp(-0.5 * 25 / 9), Math.exp(-0.5 * 56.25 / 9),
    };

    KernelFamily<SmoothedMagnitude> FAMILY = KernelFamily.of(
            ID, SmoothedMagnitude.class, SmoothedMagnitudeReference::new, () -> new SmoothedMagnitudeVector());

    @Override
    default String id() {
        return ID;
    }

    /// Fills `outSmoothed` and returns its median.
    double run(FftPlan plan, WorkPlanes spectrum, double[] outSmoothed, double[] scratch);

    /// Values the output array needs.
    static int resultSize(FftPlan plan) {
        return plan.length() * plan.length();
    }

    /// Values the scratch array needs.
    static int scratchSize(FftPlan plan) {
        int n = plan.length();
        return (n + 6) * n + n * (n + 6);
    }

    /// @throws IllegalArgumentException if n is odd or an array is too short
    static void check(FftPlan plan, WorkPlanes spectrum, double[] outSmoothed, double[] scratch) {
        if (plan.length() % 2 != 0) {
            throw new IllegalArgumentException("transform length is " + plan.length() + ", needs to be even");
        }
        int planes = plan.stride() * plan.stride();
        if (spectrum.re().length < planes
                || outSmoothed.length < resultSize(plan)
                || scratch.length < scratchSize(plan)) {
            throw new IllegalArgumentException("arrays of " + spectrum.re().length + ", " + outSmoothed.length + " and "
                    + scratch.length + " values, needs at least " + planes + ", " + resultSize(plan) + " and "
                    + scratchSize(plan));
        }
    }
}
