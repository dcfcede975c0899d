package dev.stampede.kernels.statistics;

import dev.stampede.kernels.elementwise.Plane;
import java.util.Arrays;
import java.util.List;

/// Exact percentiles of any number of values without a copy of them: a count by the leading 16 bits of an
/// order-preserving key finds the group each wanted rank falls into; groups that are still large are counted by the
/// next 16 bits, small ones are collected and sorted. At most four passes over the values, two in practice.
///
///     percentile(p) = x[k] + f (x[k + 1] - x[k]),   k + f = p / 100 (n - 1),   x sorted, NaN left out
///
/// Values of 64-bit integers are rounded to doubles. Memory: half a megabyte a wanted rank. Threads: stateless.
public final class OrderStatistics {
    private static final int BITS = 16;
    private static final int GROUPS = 1 << BITS;
    private static final int FEW = 1 << 16; // values that are sorted instead of counted

    private final List<Plane> planes;
    private final int rows;
    private final int columns;

    private OrderStatistics(List<Plane> planes, int rows, int columns) {
        this.planes = planes;
        this.rows = rows;
        this.columns = columns;
    }

    /// Percentiles of all values of planes of one size.
    /// @param percents each within `[0, 100]`
    /// @return as many; NaN if every value is NaN
    public static double[] percentiles(List<Plane> planes, int rows, int columns, double... percents) {
        return new OrderStatistics(planes, rows, columns).percentiles(percents);
    }

    private double[] percentiles(double[] percents) {
        var first = new long[GROUPS];
        long n = count(first);
        var result = new double[percents.length];
        if (n == 0) {
            Arrays.fill(result, Double.NaN);
            return result;
        }
        var ranks = new long[2 * percents.length];
        for (int i = 0; i < percents.length; i++) {
            double at = percents[i] / 100 * (n - 1);
            ranks[2 * i] = Math.min((long) Math.floor(at), n - 1);
            ranks[2 * i + 1] = Math.min(ranks[2 * i] + 1, n - 1);
        }
        var values = select(ranks, first);
        for (int i = 0; i < percents.length; i++) {
            double fraction = percents[i] / 100 * (n - 1) - ranks[2 * i];
            double low = values[2 * i];
            double high = values[2 * i + 1];
            result[i] = between(low, high, fraction);
        }
        return result;
    }

    /// From the nearer end, so that both ends are met exactly.
    private static double between(double low, double high, double fraction) {
        double span = high - low;
        return fraction >= 0.5 ? high - span * (1 - fraction) : fraction == 0 ? low : low + span * fraction;
    }

    private long count(long[] groups) {
        long n = 0;
        for (var plane : planes) {
            for (int row = 0; row < rows; row++) {
                long at = plane.first() + row * plane.rowStride();
                for (int col = 0; col < columns; col++) {
                    double value = plane.type().load(plane.segment(), at + col);
                    if (value == value) {
                        groups[(int) (key(value) >>> 48)]++;
                        n++;
                    }
                }
            }
        }
        return n;
    }

    /// The values at these ranks.
    private double[] select(long[] ranks, long[] first) {
        var left = ranks.clone(); // rank within the group found so far
        var prefix = new long[ranks.length];
        var size = new long[ranks.length];
        for (int r = 0; r < ranks.length; r++) {
            prefix[r] = descend(first, left, size, r);
        }
        for (int shift = 32; ; shift -= BITS) {
            var distinct = Arrays.stream(prefix).distinct().sorted().toArray();
            long open = 0;
            for (long p : distinct) {
                open += size[indexOf(prefix, p)];
            }
            if (open <= FEW || shift < 0) {
                return sorted(distinct, prefix, left, size, shift + BITS);
            }
            var groups = countWithin(distinct, shift);
            for (int r = 0; r < ranks.length; r++) {
                var own = groups[Arrays.binarySearch(distinct, prefix[r])];
                prefix[r] = prefix[r] << BITS | descend(own, left, size, r);
            }
        }
    }

    /// The group that holds a rank; makes the rank relative to the group.
    private static long descend(long[] groups, long[] left, long[] size, int r) {
        int group = 0;
        while (left[r] >= groups[group]) {
            left[r] -= groups[group++];
        }
        size[r] = groups[group];
        return group;
    }

    private long[][] countWithin(long[] prefixes, int shift) {
        var groups = new long[prefixes.length][GROUPS];
        for (var plane : planes) {
            for (int row = 0; row < rows; row++) {
                long at = plane.first() + row * plane.rowStride();
                for (int col = 0; col < columns; col++) {
                    double value = plane.type().load(plane.segment(), at + col);
                    if (value != value) {
                        continue;
                    }
                    long key = key(value) >>> shift;
                    int which = indexOf(prefixes, key >>> BITS);
                    if (which >= 0) {
                        groups[which][(int) key & GROUPS - 1]++;
                    }
                }
            }
        }
        return groups;
    }

    /// Collects what is left of each group and sorts it.
    private double[] sorted(long[] distinct, long[] prefix, long[] left, long[] size, int shift) {
        var result = new double[prefix.length];
        if (shift == 0) { // the prefix is the whole key
            for (int r = 0; r < prefix.length; r++) {
                result[r] = value(prefix[r]);
            }
            return result;
        }
        var members = new double[distinct.length][];
        var filled = new int[distinct.length];
        for (int d = 0; d < distinct.length; d++) {
            members[d] = new double[(int) size[indexOf(prefix, distinct[d])]];
        }
        for (var plane : planes) {
            for (int row = 0; row < rows; row++) {
                long at = plane.first() + row * plane.rowStride();
                for (int col = 0; col < columns; col++) {
                    double value = plane.type().load(plane.segment(), at + col);
                    int which = value == value ? indexOf(distinct, key(value) >>> shift) : -1;
                    if (which >= 0) {
                        members[which][filled[which]++] = value;
                    }
                }
            }
        }
        for (var each : members) {
            Arrays.sort(each);
        }
        for (int r = 0; r < prefix.length; r++) {
            result[r] = members[Arrays.binarySearch(distinct, prefix[r])][(int) left[r]];
        }
        return result;
    }

    private static int indexOf(long[] values, long wanted) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Unsigned order of keys is the order of numbers; both zeros are one.
    private static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    private static double value(long key) {
        return Double.longBitsToDouble(key < 0 ? key & Long.MAX_VALUE : ~key);
    }
}
