package dev.stampede.kernels.fft;

import static dev.stampede.kernels.Lanes.F64;
import static dev.stampede.kernels.Lanes.I64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Exact median of non-negative numbers by counting: find a value that exactly half of the numbers lie
/// below, then the largest below it and the smallest not below it. No branch depends on a single number,
/// which makes a pass over 1024 of them cheaper than ten mispredicted branches of a quickselect.
final class MedianVector {
    private static final int L = F64.length();

    private MedianVector() {}

    /// Mean of the two middle ones of `values[0 .. count)`, all finite and not negative; `count` is even and
    /// positive.
    static double ofEvenCount(double[] values, int count) {
        int half = count / 2;
        double low = 0;
        int below = 0;
        double high = Double.POSITIVE_INFINITY;
        int upTo = count;
        double pivot = Math.max(roughMean(values, count), Double.MIN_VALUE);
        // Start at a rough mean, double until above the median, then interpolate on the cumulative count; every fourth
        // time halve the interval of bit patterns so that lumps and ties cannot stall the search. The result does not
        // depend on the path.
        for (int step = 1; bits(high) - bits(low) > 1; step++) {
            int c = countBelow(values, count, pivot);
            if (c == half) {
                return aroundSplit(values, count, pivot);
            }
            if (c < half) {
                low = pivot;
                below = c;
            } else {
                high = pivot;
                upTo = c;
            }
            pivot = next(low, below, high, upTo, half, step);
        }
        return low;
    }

    /// A value strictly between `low` and `high`, if there is one.
    private static double next(double low, int below, double high, int upTo, int half, int step) {
        if (high == Double.POSITIVE_INFINITY) {
            return 2 * low < high ? 2 * low : Math.nextUp(low);
        }
        double position = (half - below) / (double) (upTo - below);
        double pivot = step % 4 == 3
                ? Double.longBitsToDouble(bits(low) + (bits(high) - bits(low)) / 2)
                : low + (high - low) * position;
        return Math.max(Math.nextUp(low), Math.min(pivot, Math.nextDown(high)));
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    /// Mean of every fifth vector.
    private static double roughMean(double[] values, int count) {
        int bound = F64.loopBound(count);
        var sum = DoubleVector.zero(F64);
        int vectors = 0;
        for (int i = 0; i < bound; i += 5 * L) {
            sum = sum.add(DoubleVector.fromArray(F64, values, i));
            vectors++;
        }
        return vectors == 0 ? values[0] : sum.reduceLanes(VectorOperators.ADD) / (vectors * L);
    }

    /// The bits of non-negative doubles order as integers do; the sign of a difference says "below".
    private static int countBelow(double[] values, int count, double pivot) {
        long bits = bits(pivot);
        int bound = F64.loopBound(count);
        var sum = LongVector.zero(I64);
        for (int i = 0; i < bound; i += L) {
            var x = DoubleVector.fromArray(F64, values, i).reinterpretAsLongs();
            sum = sum.add(x.sub(bits).lanewise(VectorOperators.LSHR, 63));
        }
        int result = (int) sum.reduceLanes(VectorOperators.ADD);
        for (int i = bound; i < count; i++) {
            result += values[i] < pivot ? 1 : 0;
        }
        return result;
    }

    /// Mean of the largest value below the pivot and the smallest at or above it.
    private static double aroundSplit(double[] values, int count, double pivot) {
        int bound = count / (2 * L) * (2 * L);
        var split = DoubleVector.broadcast(F64, pivot);
        var low = DoubleVector.zero(F64);
        var high = DoubleVector.broadcast(F64, Double.POSITIVE_INFINITY);
        var low2 = low;
        var high2 = high;
        // Two of each, because one chain of blends and extrema would wait for itself.
        for (int i = 0; i < bound; i += 2 * L) {
            var x = DoubleVector.fromArray(F64, values, i);
            var isBelow = x.lt(split);
            low = low.max(x.blend(0, isBelow.not()));
            high = high.min(x.blend(Double.POSITIVE_INFINITY, isBelow));
            var y = DoubleVector.fromArray(F64, values, i + L);
            var isBelow2 = y.lt(split);
            low2 = low2.max(y.blend(0, isBelow2.not()));
            high2 = high2.min(y.blend(Double.POSITIVE_INFINITY, isBelow2));
        }
        double a = low.max(low2).reduceLanes(VectorOperators.MAX);
        double b = high.min(high2).reduceLanes(VectorOperators.MIN);
        for (int i = bound; i < count; i++) {
            if (values[i] < pivot) {
                a = Math.max(a, values[i]);
            } else {
                b = Math.min(b, values[i]);
            }
        }
        return (a + b) / 2;
    }
}
