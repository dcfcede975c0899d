package dev.stampede.insar.stage8.kriging;

/// Weights of ordinary kriging for the correlated part of a field at a place, from noisy values around it:
///
///     K[i, j] = C(h_ij) + nugget (i = j),   c[i] = C(h_i0),   sum w = 1
///     w = K^-1 (c - mu 1),   mu = (1' K^-1 c - 1) / (1' K^-1 1)
///
/// The nugget is left out of c, so that a value at the place itself does not bring its noise along. The
/// mean need not be known. Scratch memory is kept between calls; not for several threads.
///
/// Source: Cressie (1993), Statistics for Spatial Data, sections 3.2 and 3.2.1 (noiseless version).
final class OrdinaryKriging {
    /// Added to the diagonal, as a share of the sill, so that places close together stay solvable.
    private static final double JITTER = 1e-9;

    private final double[][] factor;
    private final double[] toCovariance;
    private final double[] toOne;

    OrdinaryKriging(int most) {
        factor = new double[most][most];
        toCovariance = new double[most];
        toOne = new double[most];
    }

    /// Fills the first `n` weights.
    ///
    /// @param between distances of the values from each other, `[n][n]`
    /// @param toPlace their distances from the place
    void weights(Variogram variogram, double[][] between, double[] toPlace, int n, double[] weights) {
        if (!(variogram.sill() > 0)) {
            java.util.Arrays.fill(weights, 0, n, 1.0 / n);
            return;
        }
        double diagonal = variogram.sill() * (1 + JITTER) + variogram.nugget();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double sum = variogram.covariance(between[i][j]);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = sum / factor[j][j];
            }
            double sum = diagonal;
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * factor[i][k];
            }
            factor[i][i] = Math.sqrt(Math.max(sum, variogram.sill() * JITTER * JITTER));
            toCovariance[i] = variogram.covariance(toPlace[i]);
            toOne[i] = 1;
        }
        solve(toCovariance, n);
        solve(toOne, n);
        double ones = 0;
        double covariances = 0;
        for (int i = 0; i < n; i++) {
            ones += toOne[i];
            covariances += toCovariance[i];
        }
        double mu = (covariances - 1) / ones;
        for (int i = 0; i < n; i++) {
            weights[i] = toCovariance[i] - mu * toOne[i];
        }
    }

    private void solve(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= factor[k][i] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
    }
}
