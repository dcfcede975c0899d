package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Values that come often, with counters: every value that makes up more than `1 / (k + 1)` of all is among
/// them, and a counter falls short of the true count by at most `n / (k + 1)`. In falling order of
/// counters, then by value.
///
/// Source: Misra and Gries (1982), doi:10.1016/0167-6423(82)90012-0; merging: Agarwal et al. (2013),
/// doi:10.1145/2500128.
///
/// @param k counters, at least 1
@Named("SpatialApproxMode")
public record ApproximateMode(@Default("16") int k) implements GlobalAggregation<Map<Double, Long>> {
    /// @throws IllegalArgumentException if there is no counter
    public ApproximateMode {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", needs at least 1");
        }
    }

    public ApproximateMode() {
        this(16);
    }

    @Override
    public Summary<Map<Double, Long>> begin() {
        return new Counters(k);
    }

    private static final class Counters extends NumberSummary<Map<Double, Long>, Counters> {
        private final int k;
        private final Map<Double, Long> counts = new HashMap<>();

        Counters(int k) {
            this.k = k;
        }

        @Override
        void take(double value) {
            Double key = value == 0 ? 0.0 : value;
            if (counts.containsKey(key) || counts.size() < k) {
                counts.merge(key, 1L, Long::sum);
            } else {
                reduce(1);
            }
        }

        private void reduce(long by) {
            counts.replaceAll((_, count) -> count - by);
            counts.values().removeIf(count -> count <= 0);
        }

        @Override
        void merge(Counters later) {
            later.counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
            if (counts.size() > k) {
                var falling = counts.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
                reduce(falling.get(k));
            }
        }

        @Override
        public Map<Double, Long> result() {
            var ordered = new LinkedHashMap<Double, Long>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<Double, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
            return ordered;
        }
    }
}
