package dev.stampede.insar.troposphere;

import dev.stampede.linalg.OrderStatistics;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// A line `y = a + b x` through many points some of which are wrong: Huber's estimate by weighted least squares
/// again and again, then ordinary least squares on the points within [#INLIER] deviations of it.
///
/// Source: Huber, P. J. (1964), doi:10.1214/aoms/1177703732.
///
/// @param intercept y at x = 0
/// @param slope     y per x
/// @param inliers   points of the last fit
record RobustLine(double intercept, double slope, int inliers) {
    /// Residuals beyond this many deviations weigh less; 95 % efficiency for normal errors.
    private static final double HUBER = 1.345;

    /// Deviations within which a point counts as right: 1.2 % of normal errors lie outside.
    private static final double INLIER = 2.5;

    /// Median of absolute normal errors in deviations.
    private static final double MEDIAN = 0.6744897501960817;

    private static final int ITERATIONS = 20;

    /// NaN values do not take part.
    /// @return `null` if fewer than three values are left or all x are equal
    static RobustLine fit(FloatMatrix x, FloatMatrix y) {
        int n = y.rows();
        var weight = new double[n];
        java.util.Arrays.fill(weight, 1);
        var line = weighted(x, y, weight);
        try (Arena arena = Arena.ofConfined()) {
            var residual = FloatMatrix.allocate(arena, n, 1);
            for (int i = 0; line != null && i < ITERATIONS; i++) {
                double deviation = deviation(line, x, y, residual);
                if (!(deviation > 0)) {
                    return line;
                }
                for (int p = 0; p < n; p++) {
                    weight[p] = Math.min(1, HUBER * deviation / residual.get(p, 0));
                }
                var next = weighted(x, y, weight);
                if (next == null) {
                    return line;
                }
                boolean settled = Math.abs(next.slope - line.slope) <= 1e-9 * Math.abs(next.slope)
                        && Math.abs(next.intercept - line.intercept) <= 1e-9 * deviation;
                line = next;
                if (settled) {
                    break;
                }
            }
            if (line == null) {
                return null;
            }
            double limit = INLIER * deviation(line, x, y, residual);
            for (int p = 0; p < n; p++) {
                weight[p] = residual.get(p, 0) <= limit ? 1 : 0;
            }
            var last = weighted(x, y, weight);
            return last == null ? line : last;
        }
    }

    /// Absolute residuals go to `residual`.
    private static double deviation(RobustLine line, FloatMatrix x, FloatMatrix y, FloatMatrix residual) {
        for (int p = 0; p < y.rows(); p++) {
            residual.set(p, 0, (float) Math.abs(y.get(p, 0) - line.intercept - line.slope * x.get(p, 0)));
        }
        var statistics = new OrderStatistics(residual);
        return statistics.at(statistics.count() / 2) / MEDIAN;
    }

    /// Sums about the mean of x, so that great heights do not cost digits. Weights of NaN values are NaN
    /// and do not count.
    private static RobustLine weighted(FloatMatrix x, FloatMatrix y, double[] weight) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        int count = 0;
        for (int p = 0; p < y.rows(); p++) {
            if (counts(y, weight, p)) {
                sum += weight[p];
                sumX += weight[p] * x.get(p, 0);
                sumY += weight[p] * y.get(p, 0);
                count++;
            }
        }
        if (count < 3) {
            return null;
        }
        double meanX = sumX / sum;
        double meanY = sumY / sum;
        double xx = 0;
        double xy = 0;
        for (int p = 0; p < y.rows(); p++) {
            if (counts(y, weight, p)) {
                double dx = x.get(p, 0) - meanX;
                xx += weight[p] * dx * dx;
                xy += weight[p] * dx * (y.get(p, 0) - meanY);
            }
        }
        if (!(xx > 0)) {
            return null;
        }
        double slope = xy / xx;
        return new RobustLine(meanY - slope * meanX, slope, count);
    }

    private static boolean counts(FloatMatrix y, double[] weight, int p) {
        return weight[p] > 0 && !Float.isNaN(y.get(p, 0));
    }
}
