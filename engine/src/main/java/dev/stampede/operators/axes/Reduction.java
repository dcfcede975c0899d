package dev.stampede.operators.axes;

import dev.stampede.linalg.Medians;
import java.util.Arrays;

/// What becomes of several values. A NaN among them makes the result NaN.
public enum Reduction {
    MEAN,
    SUM,
    MIN,
    MAX,
    MEDIAN;

    /// @param values at least one; may be changed
    double of(double[] values) {
        return switch (this) {
            case MEAN -> sum(values) / values.length;
            case SUM -> sum(values);
            case MIN -> Arrays.stream(values).reduce(Double.POSITIVE_INFINITY, Math::min);
            case MAX -> Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max);
            case MEDIAN -> Medians.of(values);
        };
    }

    /// With Kahan's correction: the sum of a large scene keeps its digits.
    private static double sum(double[] values) {
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double term = value - lost;
            double next = sum + term;
            lost = Double.isInfinite(next) ? 0 : next - sum - term;
            sum = next;
        }
        return sum;
    }
}
