package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The mean of all values but `NaN`; weights do not count.
///
/// @param emptyValue where there is no value
@Named("SpatialMean")
public record Mean(@Default("0.0") double emptyValue) implements CellAggregation {
    public Mean() {
        this(0);
    }

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
        for (int band = 0; band < patch.bands().size(); band++) {
            kernels.addCounted(patch.bands().get(band), into.under(2 * band, patch), into.under(2 * band + 1, patch));
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        Rows.addAll(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        new OverlapAddition(true, emptyValue).finish(kernels, accumulator, row, out);
    }
}
