package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The median of all values but `NaN`, the mean of the middle two of an even number; `NaN` where there is
/// none. Keeps all values: memory grows with the number of patches over a cell. Weights do not count.
@Named("SpatialMedian")
public record Median() implements CellAggregation {
    @Override
    public boolean streamable() {
        return false;
    }

    @Override
    public int planes(int bands, int overlap) {
        return KeptValues.planes(bands, overlap);
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        KeptValues.add(patch, into);
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        throw new UnsupportedOperationException("medians of parts do not give the median of all");
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        KeptValues.finish(
                accumulator,
                row,
                out,
                (sorted, n) ->
                        n == 0 ? Double.NaN : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2);
    }
}
