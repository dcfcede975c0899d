package dev.stampede.linalg;

import java.util.Arrays;

/// The middle of numbers of which none is NaN: of an even number the mean of the two in the middle, of none NaN.
public final class Medians {
    private Medians() {}

    /// Of the first `n` values, whose order is lost.
    public static double of(double[] values, int n) {
        Arrays.sort(values, 0, n);
        return ofSorted(values, n);
    }

    /// Of the first `n` values, which ascend.
    public static double ofSorted(double[] values, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}
