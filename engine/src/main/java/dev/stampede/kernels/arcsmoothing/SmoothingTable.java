package dev.stampede.kernels.arcsmoothing;

/// What [ArcSmoothing] needs to know about the dates: weights of the local mean and of the local line at every
/// date.
///
/// For target k and date j, `tau = day[k] - day[j]` and Gaussian weights w normalised to 1:
///
///     S0 = sum w    S1 = sum w tau    S2 = sum w tau^2
///     intercept[k, j] = w (S2 - S1 tau) / (S0 S2 - S1^2)
///
/// so that `sum_j intercept[k, j] a[j]` is the value at tau = 0 of the weighted line through a. With a single
/// date the intercept is zero.
///
/// @param count       number of dates n
/// @param weight      `[k * n + j]`
/// @param intercept   `[k * n + j]`
/// @param firstAnchor first date of the anchor, zero-based
/// @param lastAnchor  last date of the anchor; its mean is brought into `(-pi, pi]`
public record SmoothingTable(int count, float[] weight, float[] intercept, int firstAnchor, int lastAnchor) {

    /// @param day         of the arcs' columns, d, ascending
    /// @param window      standard deviation of the Gaussian, d
    /// @param anchorDay   the anchor is the first date after this one and the date before that, or the last
    ///                    date when none is later
    public static SmoothingTable of(double[] day, double window, double anchorDay) {
        int n = day.length;
        var weight = new float[n * n];
        var intercept = new float[n * n];
        for (int k = 0; k < n; k++) {
            row(day, window, k, weight, intercept);
        }
        int after = 0;
        while (after < n && day[after] <= anchorDay) {
            after++;
        }
        return after == n
                ? new SmoothingTable(n, weight, intercept, n - 1, n - 1)
                : new SmoothingTable(n, weight, intercept, Math.max(0, after - 1), after);
    }

    private static void row(double[] day, double window, int k, float[] weight, float[] intercept) {
        int n = day.length;
        var w = new double[n];
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double tau = day[k] - day[j];
            w[j] = Math.exp(-tau * tau / (2 * window * window));
            sum += w[j];
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        for (int j = 0; j < n; j++) {
            double tau = day[k] - day[j];
            w[j] /= sum;
            s0 += w[j];
            s1 += w[j] * tau;
            s2 += w[j] * tau * tau;
        }
        double determinant = s0 * s2 - s1 * s1;
        for (int j = 0; j < n; j++) {
            double tau = day[k] - day[j];
            weight[k * n + j] = (float) w[j];
            intercept[k * n + j] = determinant > 0 ? (float) (w[j] * (s2 - s1 * tau) / determinant) : 0;
        }
    }
}
