package dev.stampede.insar.stage8;

import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;

/// What a phase has beyond its Gaussian mean over neighbouring dates: `h = phi - phi W'`.
///
///     W[i, j] = exp(-(day_i - day_j)^2 / (2 window^2)) / row sum,   column of the reference image 0
///
/// StaMPS filters the differences along the edges of a triangulation and integrates them by least squares with
/// the first point held at zero. Filtered differences are an exact gradient, so the result is h minus its value
/// at the first point: neither mesh nor solve is needed.
final class HighPassInTime {
    private HighPassInTime() {}

    /// `[n, n]`: column i holds the weights of interferogram i of the result.
    /// @param day               of the interferograms that take part, d
    /// @param window            standard deviation of the Gaussian, d
    /// @param referencePosition position in `day` whose weight is zero
    /// @throws IllegalArgumentException if the position is not among them
    static DoubleMatrix coefficients(Arena arena, double[] day, double window, int referencePosition) {
        int n = day.length;
        if (referencePosition >= n) {
            throw new IllegalArgumentException("the reference image is number " + (referencePosition + 1) + " but only "
                    + n + " interferograms are left; drop fewer in drop_ifg_index");
        }
        var coefficients = DoubleMatrix.allocate(arena, n, n);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double d = day[i] - day[j];
                double w = j == referencePosition ? 0 : Math.exp(-d * d / (2 * window * window));
                coefficients.set(j, i, w);
                sum += w;
            }
            for (int j = 0; j < n; j++) {
                coefficients.set(j, i, (i == j ? 1 : 0) - coefficients.get(j, i) / sum);
            }
        }
        return coefficients;
    }
}
