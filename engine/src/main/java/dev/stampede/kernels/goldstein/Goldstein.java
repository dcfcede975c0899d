package dev.stampede.kernels.goldstein;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Adaptive filter of one gridded interferogram: strong frequencies of each window are raised over weak ones.
///
/// For overlapping windows of n x n cells ([GoldsteinWindows]), each padded with zeros to F x F, F = n +
/// round(n / 4):
///
///     S   = fft2(window)
///     H   = |S| smoothed over neighbouring frequencies with g g', g = 7-point Gaussian, zero beyond the spectrum
///     H  /= median(H) if that is not 0
///     sum[window] += ifft2(S H^alpha)[1..n, 1..n] w             w = pyramid
///     out = |cell| exp(i angle(sum))
///
/// | name  | shape        | dtype | meaning                                      |
/// |-------|--------------|-------|----------------------------------------------|
/// | cells | [rows, cols] | c64   | sums of phasors; 0 = empty, `NaN` counts as 0 |
/// | out   | [rows, cols] | c64   | modulus of `cells`; 0 where that is 0         |
///
/// Windows whose padded side F is odd, as with n = 28, go the way of the reference in every variant.
/// Accumulation: f64 throughout; single precision loses the phase of weak cells.
/// Max error against the reference: [#MAX_ABS_ERROR] rad where |sum| exceeds 1e-3 of its maximum.
/// Cost: two transforms, a 7 x 7 separable smoothing, a median and F^2 powers per window.
/// Threads: stateless; different interferograms may run in parallel.
/// Source: Goldstein and Werner (1998), doi:10.1029/1998GL900033, with the modifications of StaMPS.
public interface Goldstein extends Kernel {
    String ID = "stage6_goldstein_filter";
    double MAX_ABS_ERROR = 1e-6;

    /// Half the taps of the smoothing of the spectrum.
    int HALF_TAPS = 3;

    KernelFamily<Goldstein> FAMILY = KernelFamily.of(
                    ID, Goldstein.class, GoldsteinReference::new, () -> new GoldsteinVector())
            .with(Backend.NATIVE, () -> new GoldsteinNative());

    @Override
    default String id() {
        return ID;
    }

    /// @param size  of a window, n
    /// @param alpha exponent, 0 = no filtering
    /// @throws IllegalArgumentException if the shapes differ or a side is shorter than a window
    void filter(ComplexMatrix cells, int size, double alpha, ComplexMatrix out);

    /// The padded side of a window.
    static int padded(int size) {
        return size + (int) Math.round(size / 4.0);
    }

    /// Weight of a frequency `distance` bins away in the smoothing of the spectrum: a 7-point Gaussian window
    /// that spans 2.5 standard deviations to either side.
    static double tap(int distance) {
        double x = 2.5 * distance / HALF_TAPS;
        return Math.exp(-0.5 * x * x);
    }

    /// The checks all variants share.
    static void require(ComplexMatrix cells, ComplexMatrix out) {
        if (cells.rows() != out.rows() || cells.cols() != out.cols()) {
            throw new IllegalArgumentException("cells are [" + cells.rows() + ", " + cells.cols() + "], out ["
                    + out.rows() + ", " + out.cols() + "]");
        }
    }
}
