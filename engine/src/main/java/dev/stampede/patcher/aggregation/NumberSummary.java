package dev.stampede.patcher.aggregation;

/// A summary that takes numbers one by one and skips `NaN`.
abstract class NumberSummary<R, S extends NumberSummary<R, S>> implements GlobalAggregation.Summary<R> {
    abstract void take(double value);

    abstract void merge(S later);

    @Override
    public final void add(PatchValues patch) {
        var row = new double[patch.cols()];
        for (var band : patch.bands()) {
            for (int r = 0; r < patch.rows(); r++) {
                band.readRow(r, row);
                for (double value : row) {
                    if (!Double.isNaN(value)) {
                        take(value);
                    }
                }
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public final void combine(GlobalAggregation.Summary<R> later) {
        merge((S) later);
    }
}
