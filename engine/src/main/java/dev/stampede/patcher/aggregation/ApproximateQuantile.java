package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Quantiles of a sample of the finite values, by linear interpolation; an empty map where there is none.
///
/// @param q           quantiles asked for, each 0 to 1
/// @param compression the sample holds 50 times as many values
/// @param seed        of `L64X128MixRandom`
@Named("SpatialApproxQuantile")
public record ApproximateQuantile(
        List<Double> q,
        @Default("200") int compression,
        @Default("0") long seed) implements GlobalAggregation<Map<Double, Double>> {
    private static final int VALUES_PER_COMPRESSION = 50;

    /// @throws IllegalArgumentException naming the parameter outside its range
    public ApproximateQuantile {
        q = List.copyOf(q);
        for (double one : q) {
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException("q is " + one + ", needs 0 to 1");
            }
        }
        if (compression < 1) {
            throw new IllegalArgumentException("compression is " + compression + ", needs at least 1");
        }
    }

    public ApproximateQuantile(List<Double> q) {
        this(q, 200, 0);
    }

    @Override
    public Summary<Map<Double, Double>> begin() {
        return new Quantiles(q, new Reservoir.Sample(VALUES_PER_COMPRESSION * compression, seed));
    }

    private static final class Quantiles extends NumberSummary<Map<Double, Double>, Quantiles> {
        private final List<Double> q;
        private final Reservoir.Sample sample;

        Quantiles(List<Double> q, Reservoir.Sample sample) {
            this.q = q;
            this.sample = sample;
        }

        @Override
        void take(double value) {
            sample.take(value);
        }

        @Override
        void merge(Quantiles later) {
            sample.merge(later.sample);
        }

        @Override
        public Map<Double, Double> result() {
            var sorted = sample.result();
            Arrays.sort(sorted);
            var result = new LinkedHashMap<Double, Double>();
            for (double one : sorted.length == 0 ? List.<Double>of() : q) {
                double rank = one * (sorted.length - 1);
                int below = (int) rank;
                int above = Math.min(below + 1, sorted.length - 1);
                result.put(one, sorted[below] + (rank - below) * (sorted[above] - sorted[below]));
            }
            return result;
        }
    }
}
