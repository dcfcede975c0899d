package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The sum of all values; `NaN` counts as 0, weights do not count.
@Named("SpatialSum")
public record Sum() implements CellAggregation {
    @Override
    public int planes(int bands, int overlap) {
        return 2 * bands;
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        new Mean().add(kernels, patch, into);
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        Rows.addAll(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        new OverlapAddition(false, 0).finish(kernels, accumulator, row, out);
    }
}
