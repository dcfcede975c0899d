package dev.stampede.linalg;

import dev.stampede.memory.FloatMatrix;

/// Values by rank without sorting and without a copy: one pass counts the upper halves of the numbers, a
/// second the lower halves of those that share the wanted upper half.
public final class OrderStatistics {
    private static final int HALF = 1 << 16;

    private final FloatMatrix values;
    private final long[] upper = new long[HALF];
    private final long count;

    /// @param values any shape; NaN is ignored
    public OrderStatistics(FloatMatrix values) {
        this.values = values;
        long numbers = 0;
        for (long i = 0, n = values.size(); i < n; i++) {
            float v = values.get(i);
            if (v == v) {
                upper[key(v) >>> 16]++;
                numbers++;
            }
        }
        count = numbers;
    }

    /// How many values are numbers.
    public long count() {
        return count;
    }

    /// The value at a zero-based rank, ascending.
    /// @throws IllegalArgumentException if the rank is not below [#count()]
    public float at(long rank) {
        if (rank < 0 || rank >= count) {
            throw new IllegalArgumentException("rank " + rank + " of " + count + " values");
        }
        long below = 0;
        int high = 0;
        while (below + upper[high] <= rank) {
            below += upper[high++];
        }
        var lower = new long[HALF];
        for (long i = 0, n = values.size(); i < n; i++) {
            float v = values.get(i);
            if (v == v && key(v) >>> 16 == high) {
                lower[key(v) & HALF - 1]++;
            }
        }
        int low = 0;
        while (below + lower[low] <= rank) {
            below += lower[low++];
        }
        int key = high << 16 | low;
        return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
    }

    /// Bits that compare as unsigned integers the way the numbers compare.
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
    }
}
