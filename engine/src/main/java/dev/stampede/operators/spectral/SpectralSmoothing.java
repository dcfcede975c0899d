package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandCombination;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Spectra made smooth along the bands, which count as evenly spaced:
///
/// | method | value |
/// |---|---|
/// | `savgol` | least-squares polynomial of degree `polyorder` over `window` bands |
/// | `gaussian` | weights `exp(-d^2 / (2 sigma^2))`, `sigma = window / 2`, up to 4 sigma |
/// | `moving_average` | mean of `window` bands |
///
/// Near the ends `savgol` takes the polynomial of the first or last window; for the others the spectrum is mirrored
/// there, end bands repeated.
///
/// NaN in a band that counts gives NaN. The result is `float64`, `float32` for `float32`. Source: Savitzky
/// and Golay (1964), doi:10.1021/ac60214a047.
///
/// @param method    savgol
/// @param window    bands, odd, 7
/// @param polyorder degree for `savgol`, below the window, 2
public record SpectralSmoothing(
        @Default("\"savgol\"") Method method,
        @Default("7") int window,
        @Default("2") int polyorder) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    private static final double REACH = 4; // of a Gaussian, in sigma

    /// How bands are weighted.
    public enum Method {
        SAVGOL,
        GAUSSIAN,
        MOVING_AVERAGE
    }

    /// @throws IllegalArgumentException if the window is even or below 1, or the degree is not below it
    public SpectralSmoothing {
        Require.that(window >= 1 && window % 2 == 1 && window <= 9999, "window", window, "an odd number from 1");
        Require.that(
                polyorder >= 0 && (polyorder < window || method != Method.SAVGOL),
                "polyorder",
                polyorder,
                "0 or more and below the window, " + window);
    }

    /// @throws IllegalArgumentException if `savgol` has fewer bands than its window
    @Override
    public GeoRaster compute(GeoRaster in) {
        BandCombination.requireBands(in);
        int bands = in.bands();
        Require.that(
                method != Method.SAVGOL || window <= bands, "window", window, "at most the number of bands, " + bands);
        var weights = new double[bands][bands];
        for (int band = 0; band < bands; band++) {
            if (method == Method.SAVGOL) {
                polynomial(weights[band], band);
            } else {
                mirrored(weights[band], band);
            }
        }
        return in.rewrap(BandCombination.of(in, weights, OptionalDouble.empty()));
    }

    private void mirrored(double[] weights, int band) {
        double sigma = window / 2.0;
        int reach = method == Method.GAUSSIAN ? (int) (REACH * sigma + 0.5) : window / 2;
        double total = 0;
        for (int d = -reach; d <= reach; d++) {
            total += weight(d, sigma);
        }
        int n = weights.length;
        for (int d = -reach; d <= reach; d++) {
            int folded = Math.floorMod(band + d, 2 * n);
            weights[folded < n ? folded : 2 * n - 1 - folded] += weight(d, sigma) / total;
        }
    }

    private double weight(int d, double sigma) {
        return method == Method.GAUSSIAN ? Math.exp(-0.5 * d * d / (sigma * sigma)) : 1;
    }

    /// Weights of the value at `band` of the least-squares polynomial over the window around it.
    private void polynomial(double[] weights, int band) {
        int half = window / 2;
        int first = Math.clamp(band - half, 0, weights.length - window);
        // Orthonormal polynomials on the window: the fit at x is sum_k p_k(x) sum_j p_k(j) y_j.
        var basis = new double[polyorder + 1][window];
        for (int k = 0; k <= polyorder; k++) {
            for (int j = 0; j < window; j++) {
                basis[k][j] = k == 0 ? 1 : basis[k - 1][j] * (j - half) / Math.max(1.0, half);
            }
            for (int pass = 0; pass < 2; pass++) { // twice keeps high degrees orthogonal
                for (int lower = 0; lower < k; lower++) {
                    double along = dot(basis[k], basis[lower]);
                    for (int j = 0; j < window; j++) {
                        basis[k][j] -= along * basis[lower][j];
                    }
                }
            }
            double length = Math.sqrt(dot(basis[k], basis[k]));
            for (int j = 0; j < window; j++) {
                basis[k][j] /= length;
            }
        }
        for (int j = 0; j < window; j++) {
            for (int k = 0; k <= polyorder; k++) {
                weights[first + j] += basis[k][band - first] * basis[k][j];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
