package dev.stampede.linalg;

import java.util.Arrays;

/// The middle of numbers: of an even number the mean of the two in the middle, of none NaN.
public final class Medians {
    private Medians() {}

    /// Of all values, at least one, whose order is lost; NaN if one of them is.
    public static double of(double[] values) {
        Arrays.sort(values); // NaN goes to the end
        int n = values.length;
        return Double.isNaN(values[n - 1]) ? Double.NaN : ofSorted(values, n);
    }

    /// Of the first `n` values, none of them NaN, whose order is lost.
    public static double of(double[] values, int n) {
        Arrays.sort(values, 0, n);
        return ofSorted(values, n);
    }

    /// Of the first `n` values, none of them NaN, which ascend.
    public static double ofSorted(double[] values, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}
