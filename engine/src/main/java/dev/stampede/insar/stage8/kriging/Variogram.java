package dev.stampede.insar.stage8.kriging;

/// Exponential variogram: half the mean squared difference of values `h` apart,
///
///     gamma(h) = nugget + sill (1 - exp(-h / range)),   gamma(0) = 0
///
/// Source: Cressie (1993), Statistics for Spatial Data, section 2.3.
///
/// @param range  over which values are alike, in units of h
/// @param nugget variance of what is not correlated at all
/// @param sill   variance of what is
record Variogram(double range, double nugget, double sill) {
    private static final int GRID = 40;
    private static final int REFINEMENTS = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /// Covariance of the correlated part at distance `h`.
    double covariance(double h) {
        return sill * Math.exp(-h / range);
    }

    /// Weighted least squares through an experimental variogram: for each range nugget and sill, neither
    /// negative, follow linearly; the range is searched on a logarithmic grid and refined by golden
    /// section.
    ///
    /// @param lag    mean distance of each class
    /// @param gamma  half the mean squared difference
    /// @param weight of each class, such as its number of pairs; 0 = not used
    static Variogram fit(double[] lag, double[] gamma, double[] weight, double shortest, double longest) {
        double step = Math.log(longest / shortest) / (GRID - 1);
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GRID; i++) {
            double misfit = misfit(linear(lag, gamma, weight, shortest * Math.exp(i * step)), lag, gamma, weight);
            if (misfit < lowest) {
                lowest = misfit;
                best = i;
            }
        }
        double low = Math.log(shortest) + step * Math.max(0, best - 1);
        double high = Math.log(shortest) + step * Math.min(GRID - 1, best + 1);
        for (int i = 0; i < REFINEMENTS; i++) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (misfit(linear(lag, gamma, weight, Math.exp(a)), lag, gamma, weight)
                    <= misfit(linear(lag, gamma, weight, Math.exp(b)), lag, gamma, weight)) {
                high = b;
            } else {
                low = a;
            }
        }
        return linear(lag, gamma, weight, Math.exp((low + high) / 2));
    }

    /// Nugget and sill for one range; the better of the two edges where the free solution is negative.
    private static Variogram linear(double[] lag, double[] gamma, double[] weight, double range) {
        double w = 0;
        double f = 0;
        double ff = 0;
        double g = 0;
        double fg = 0;
        for (int i = 0; i < lag.length; i++) {
            double rise = 1 - Math.exp(-lag[i] / range);
            if (weight[i] > 0) {
                w += weight[i];
                f += weight[i] * rise;
                ff += weight[i] * rise * rise;
                g += weight[i] * gamma[i];
                fg += weight[i] * rise * gamma[i];
            }
        }
        double determinant = w * ff - f * f;
        double nugget = determinant > 0 ? (ff * g - f * fg) / determinant : g / w;
        double sill = determinant > 0 ? (w * fg - f * g) / determinant : 0;
        if (nugget >= 0 && sill >= 0) {
            return new Variogram(range, nugget, sill);
        }
        var withoutNugget = new Variogram(range, 0, Math.max(0, fg / ff));
        var withoutSill = new Variogram(range, Math.max(0, g / w), 0);
        return misfit(withoutNugget, lag, gamma, weight) <= misfit(withoutSill, lag, gamma, weight)
                ? withoutNugget
                : withoutSill;
    }

    private static double misfit(Variogram v, double[] lag, double[] gamma, double[] weight) {
        double sum = 0;
        for (int i = 0; i < lag.length; i++) {
            if (weight[i] > 0) {
                double d = gamma[i] - v.nugget - v.sill * (1 - Math.exp(-lag[i] / v.range));
                sum += weight[i] * d * d;
            }
        }
        return sum;
    }
}
