package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Named;

/// Mean and sample standard deviation (divided by n - 1) of all values but `NaN`.
@Named("SpatialMeanStd")
public record MeanStd() implements GlobalAggregation<MeanStd.Result> {
    /// @param std 0 for a single value
    public record Result(double mean, double std, long count) {}

    @Override
    public Summary<Result> begin() {
        return new Welford();
    }

    private static final class Welford extends NumberSummary<Result, Welford> {
        private long count;
        private double mean;
        private double squares;

        @Override
        void take(double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }

        @Override
        void merge(Welford later) {
            if (later.count > 0) {
                double total = count + later.count;
                double delta = later.mean - mean;
                mean += delta * later.count / total;
                squares += later.squares + delta * delta * count * later.count / total;
                count += later.count;
            }
        }

        @Override
        public Result result() {
            if (count == 0) {
                throw new IllegalArgumentException("no patch holds a number: there is no mean");
            }
            return new Result(mean, count == 1 ? 0 : Math.sqrt(squares / (count - 1)), count);
        }
    }
}
