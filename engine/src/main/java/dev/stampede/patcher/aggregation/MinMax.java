package dev.stampede.patcher.aggregation;

import dev.stampede.operators.core.Named;

/// The least and the greatest value that is not `NaN`.
@Named("SpatialMinMax")
public record MinMax() implements GlobalAggregation<MinMax.Result> {
    public record Result(double min, double max) {}

    @Override
    public Summary<Result> begin() {
        return new Range();
    }

    private static final class Range extends NumberSummary<Result, Range> {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        @Override
        void take(double value) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        @Override
        void merge(Range later) {
            min = Math.min(min, later.min);
            max = Math.max(max, later.max);
        }

        @Override
        public Result result() {
            if (min > max) {
                throw new IllegalArgumentException("no patch holds a number: there is no least value");
            }
            return new Result(min, max);
        }
    }
}
