package dev.stampede.kernels.interpolate;

/// Interpolates a series to ten times its rate with the band-limited filter of least mean-square error that
/// MATLAB's `interp(x, 10)` uses: four samples either side, cut-off at half the band, given samples
/// unchanged.
///
/// The tap weights for the fraction p / 10 between two samples solve `R t = r` with `R[a][b] = sinc((a - b)
/// / 2)`, `r[a] = sinc((a + p / 10) / 2)`, a, b = -4..3. Both ends continue by point reflection about the
/// end sample. Source: Oetken, Parks and Schuessler (1975), New results in the design of digital
/// interpolators, IEEE Transactions on Acoustics, Speech and Signal Processing 23(3), 301-309,
/// doi:10.1109/TASSP.1975.1162686.
public final class TenfoldInterpolator {
    private static final int RATE = 10;
    private static final int HALF = 4;
    private static final double CUTOFF = 0.5;

    /// Symmetric filter of 81 taps; `TAPS[40] = 1`.
    private static final double[] TAPS = taps();

    private TenfoldInterpolator() {}

    /// `10 * x.length` values; number `10 i` is `x[i]`.
    /// @throws IllegalArgumentException if there are fewer than two samples
    public static double[] interpolate(double[] x) {
        if (x.length < 2) {
            throw new IllegalArgumentException(x.length + " samples cannot be interpolated, needs at least 2");
        }
        var y = new double[RATE * x.length];
        for (int j = 0; j < y.length; j++) {
            double sum = 0;
            for (int m = 0; m < TAPS.length; m++) {
                int at = j + RATE * HALF - m;
                if (Math.floorMod(at, RATE) == 0) {
                    sum += TAPS[m] * sample(x, Math.floorDiv(at, RATE));
                }
            }
            y[j] = sum;
        }
        return y;
    }

    private static double sample(double[] x, int i) {
        int last = x.length - 1;
        if (i < 0) {
            return 2 * x[0] - x[Math.min(-i, last)];
        }
        return i > last ? 2 * x[last] - x[Math.max(2 * last - i, 0)] : x[i];
    }

    /// The filter, tap `m` for `m = 0..80`.
    static double[] taps() {
        int n = 2 * HALF;
        var taps = new double[2 * RATE * HALF + 1];
        taps[RATE * HALF] = 1;
        for (int p = 1; p < RATE; p++) {
            var system = new double[n][n + 1];
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    system[a][b] = sinc(CUTOFF * (a - b));
                }
                system[a][n] = sinc(CUTOFF * (a - HALF + p / (double) RATE));
            }
            double[] t = solve(system);
            for (int a = 0; a < n; a++) {
                taps[RATE * HALF + p + RATE * (a - HALF)] = t[a];
            }
        }
        return taps;
    }

    /// Gaussian elimination with partial pivoting of an augmented system.
    private static double[] solve(double[][] m) {
        int n = m.length;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
                    pivot = r;
                }
            }
            double[] swap = m[c];
            m[c] = m[pivot];
            m[pivot] = swap;
            for (int r = c + 1; r < n; r++) {
                double f = m[r][c] / m[c][c];
                for (int k = c; k <= n; k++) {
                    m[r][k] -= f * m[c][k];
                }
            }
        }
        var x = new double[n];
        for (int r = n - 1; r >= 0; r--) {
            double sum = m[r][n];
            for (int k = r + 1; k < n; k++) {
                sum -= m[r][k] * x[k];
            }
            x[r] = sum / m[r][r];
        }
        return x;
    }

    private static double sinc(double u) {
        return u == 0 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u);
    }
}
