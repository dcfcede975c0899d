package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.TreeMap;

/// A histogram whose bins find their own places: each value is a bin of its own until there are too many,
/// then the two nearest become one at their weighted mean.
///
/// Source: Ben-Haim and Tom-Tov (2010), A streaming parallel decision tree algorithm, JMLR 11,
/// algorithms 1 and 2.
///
/// @param bins at least 1
@Named("SpatialStreamingHistogram")
public record StreamingHistogram(@Default("64") int bins) implements GlobalAggregation<StreamingHistogram.Result> {
    /// @param centers rising
    public record Result(double[] centers, long[] counts) {}

    /// @throws IllegalArgumentException if there is no bin
    public StreamingHistogram {
        if (bins < 1) {
            throw new IllegalArgumentException("bins is " + bins + ", needs at least 1");
        }
    }

    public StreamingHistogram() {
        this(64);
    }

    @Override
    public Summary<Result> begin() {
        return new Bins(bins);
    }

    private static final class Bins extends NumberSummary<Result, Bins> {
        private final int most;
        private final TreeMap<Double, Long> counts = new TreeMap<>();

        Bins(int most) {
            this.most = most;
        }

        @Override
        void take(double value) {
            if (!Double.isInfinite(value)) {
                counts.merge(value, 1L, Long::sum);
                joinNearest();
            }
        }

        private void joinNearest() {
            while (counts.size() > most) {
                double gap = Double.POSITIVE_INFINITY;
                double lower = counts.firstKey();
                Double previous = null;
                for (double center : counts.keySet()) {
                    if (previous != null && center - previous < gap) {
                        gap = center - previous;
                        lower = previous;
                    }
                    previous = center;
                }
                double upper = counts.higherKey(lower);
                long low = counts.remove(lower);
                long high = counts.remove(upper);
                counts.merge(lower + (upper - lower) * high / (low + high), low + high, Long::sum);
            }
        }

        @Override
        void merge(Bins later) {
            later.counts.forEach((center, count) -> counts.merge(center, count, Long::sum));
            joinNearest();
        }

        @Override
        public Result result() {
            return new Result(
                    counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    counts.values().stream().mapToLong(Long::longValue).toArray());
        }
    }
}
