package dev.stampede.operators.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/// Counts the values that pass at chosen points of a pipeline in bins of equal width.
///
/// Two kinds. With a range ([#fixed]) every call adds to the same bins and NaN is ignored. Without one
/// ([#perCall]) the bins span the values of each call, so counts add up only while the edges stay exactly
/// equal and are replaced otherwise.
///
/// @param <A> what passes
public final class Histogram<A> {
    /// Bins and what fell into them.
    ///
    /// @param edges   ends of the bins, one more than there are bins
    /// @param counts  values per bin; the last bin holds its upper edge too
    /// @param outside values below or above all bins
    public record Bins(double[] edges, long[] counts, long outside) {}

    private final int bins;
    private final double lo;
    private final double hi;
    private final BiConsumer<? super A, DoubleConsumer> values;
    private final Map<String, Bins> results = Collections.synchronizedMap(new LinkedHashMap<>());

    private Histogram(int bins, double lo, double hi, BiConsumer<? super A, DoubleConsumer> values) {
        Require.that(bins >= 1, "bins", bins, "at least 1");
        this.bins = bins;
        this.lo = lo;
        this.hi = hi;
        this.values = Objects.requireNonNull(values, "values");
    }

    /// Bins between the smallest and the largest value of each call.
    ///
    /// @param bins   number of bins, at least 1
    /// @param values hands every value of what passes to the consumer
    public static <A> Histogram<A> perCall(int bins, BiConsumer<? super A, DoubleConsumer> values) {
        return new Histogram<>(bins, Double.NaN, Double.NaN, values);
    }

    /// Bins between `lo` and `hi`.
    public static <A> Histogram<A> fixed(int bins, double lo, double hi, BiConsumer<? super A, DoubleConsumer> values) {
        Require.that(lo < hi && Double.isFinite(hi - lo), "range", "[" + lo + ", " + hi + "]", "lo < hi");
        return new Histogram<>(bins, lo, hi, values);
    }

    /// A step that counts its input under `key` and returns it.
    /// @throws IllegalArgumentException when it runs without a range on values of which one is NaN or infinite
    public Operator<A, A> at(String key) {
        return new Point<>(this, key);
    }

    /// What was counted so far, by key. Nothing for a key that saw no value.
    public Map<String, Bins> results() {
        synchronized (results) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(results));
        }
    }

    /// Forgets everything.
    public void clear() {
        results.clear();
    }

    private void count(String key, A in) {
        var counter = new Counter();
        if (!Double.isNaN(lo)) {
            counter.bins(lo, hi, bins);
        } else {
            double[] range = range(key, in);
            if (range == null) {
                return;
            }
            counter.bins(range[0], range[0] == range[1] ? range[0] + 1 : range[1], bins);
        }
        values.accept(in, counter);
        results.merge(key, counter.result(), Histogram::added);
    }

    private double[] range(String key, A in) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        values.accept(in, value -> {
            Require.that(
                    Double.isFinite(value), "Histogram at " + key + ": a value", value, "a number; or fix the range");
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        });
        return range[0] <= range[1] ? range : null;
    }

    private static Bins added(Bins before, Bins now) {
        if (!Arrays.equals(before.edges(), now.edges())) {
            return now;
        }
        long[] counts = before.counts().clone();
        for (int i = 0; i < counts.length; i++) {
            counts[i] += now.counts()[i];
        }
        return new Bins(now.edges(), counts, before.outside() + now.outside());
    }

    private static final class Counter implements DoubleConsumer {
        private double first;
        private double last;
        private double width;
        private long[] counts;
        private long outside;

        void bins(double lo, double hi, int bins) {
            first = lo;
            last = hi;
            width = (hi - lo) / bins;
            counts = new long[bins];
        }

        @Override
        public void accept(double value) {
            if (value >= first && value <= last) {
                counts[Math.min((int) ((value - first) / width), counts.length - 1)]++;
            } else if (!Double.isNaN(value)) {
                outside++;
            }
        }

        Bins result() {
            double[] edges = new double[counts.length + 1];
            for (int i = 0; i < counts.length; i++) {
                edges[i] = first + i * width;
            }
            edges[counts.length] = last;
            return new Bins(edges, counts, outside);
        }
    }

    @Named("Histogram.at")
    private static final class Point<A> implements Operator<A, A> {
        private final Histogram<A> histogram;
        private final String key;

        Point(Histogram<A> histogram, String key) {
            this.histogram = histogram;
            this.key = key;
        }

        @Override
        public A compute(A in) {
            histogram.count(key, in);
            return in;
        }

        @Override
        public boolean serialisable() {
            return false;
        }

        @Override
        public Config config() {
            var config = Config.of("key", key).with("bins", histogram.bins);
            return Double.isNaN(histogram.lo)
                    ? config
                    : config.with("lo", histogram.lo).with("hi", histogram.hi);
        }

        @Override
        public String toString() {
            return repr();
        }
    }
}
