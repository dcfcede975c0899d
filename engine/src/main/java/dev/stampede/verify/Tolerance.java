package dev.stampede.verify;

import java.util.Map;

/// Limits of one comparison. What each number means depends on the [Comparison].
///
/// @param atol       absolute, in the unit of the variable
/// @param rtol       relative to the golden value
/// @param fraction   of the values that may lie beyond the limit (outliers), or have another cycle
/// @param cap        largest difference an outlier may have
/// @param jaccard    smallest ratio of common to all members of two sets
/// @param statistics limit per statistic: `median`, `p99`, `max`, `rms` of the absolute differences, `l1` of
///                   the two values normalised to sum 1, `sum` relative difference of the sums
public record Tolerance(
        double atol, double rtol, double fraction, double cap, double jaccard, Map<String, Double> statistics) {
    static Tolerance of(double atol, double rtol) {
        return new Tolerance(atol, rtol, 0, Double.POSITIVE_INFINITY, 1, Map.of());
    }

    Tolerance withFraction(double newFraction, double newCap) {
        return new Tolerance(atol, rtol, newFraction, newCap, jaccard, statistics);
    }
}
