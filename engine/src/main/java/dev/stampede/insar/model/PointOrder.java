package dev.stampede.insar.model;

import dev.stampede.memory.FloatMatrix;
import java.util.Arrays;

/// The order in which points are stored: by y, then by x, both ascending, equal points in their former order,
/// not-a-number last.
public final class PointOrder {
    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private PointOrder() {}

    /// Row numbers (zero-based) of the points in storage order.
    /// @param xy `[points, 2 or more]`, x in column `xCol` and y in column `xCol + 1`
    public static int[] byYThenX(FloatMatrix xy, int xCol) {
        int n = xy.rows();
        var keys = new long[n];
        for (int p = 0; p < n; p++) {
            keys[p] = ordered(xy.get(p, xCol + 1)) << 32 | ordered(xy.get(p, xCol));
        }
        return sortedIndex(keys);
    }

    /// Maps floats to unsigned 32-bit integers of the same order; both zeros alike, not-a-number above
    /// infinity.
    private static long ordered(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return (bits < 0 ? ~bits : bits | Integer.MIN_VALUE) & 0xffffffffL;
    }

    /// Stable radix sort by unsigned key, least significant digit first; digits that all keys share are
    /// skipped.
    private static int[] sortedIndex(long[] keys) {
        int n = keys.length;
        var index = new int[n];
        Arrays.setAll(index, i -> i);
        var spare = new int[n];
        var start = new int[DIGITS + 1];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            Arrays.fill(start, 0);
            for (long key : keys) {
                start[(int) (key >>> shift & DIGITS - 1) + 1]++;
            }
            if (n > 0 && start[(int) (keys[0] >>> shift & DIGITS - 1) + 1] == n) {
                continue;
            }
            for (int d = 0; d < DIGITS; d++) {
                start[d + 1] += start[d];
            }
            for (int i : index) {
                spare[start[(int) (keys[i] >>> shift & DIGITS - 1)]++] = i;
            }
            var swap = index;
            index = spare;
            spare = swap;
        }
        return index;
    }
}
