package dev.stampede.geometry;

/// Orders of points in the plane.
public final class PointOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private PointOrder() {}

    /// Indices of the points by x, then y, then index: a stable radix sort, linear in the number of points.
    public static int[] byAbscissa(double[] x, double[] y) {
        var order = new int[x.length];
        java.util.Arrays.setAll(order, i -> i);
        return sortStable(sortStable(order, y), x);
    }

    private static int[] sortStable(int[] order, double[] values) {
        var keys = new long[values.length];
        long same = -1;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ascendingBits(values[i]);
            same &= ~(keys[i] ^ keys[0]);
        }
        int[] from = order;
        int[] to = new int[order.length];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((~same >>> shift & (DIGITS - 1)) == 0) {
                continue; // every key has the same digit here; common because coordinates come from single precision
            }
            scatter(keys, shift, from, to);
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void scatter(long[] keys, int shift, int[] from, int[] to) {
        var start = new int[DIGITS + 1];
        for (long key : keys) {
            start[(int) (key >>> shift & (DIGITS - 1)) + 1]++;
        }
        for (int d = 0; d < DIGITS; d++) {
            start[d + 1] += start[d];
        }
        for (int p : from) {
            to[start[(int) (keys[p] >>> shift & (DIGITS - 1))]++] = p;
        }
    }

    /// Bits that compare as unsigned integers the way the numbers compare; both zeros are one.
    private static long ascendingBits(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }
}
