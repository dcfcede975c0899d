package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The mean weighted by the window: `sum w x / sum w`. `NaN` is skipped with its weight.
///
/// With a [dev.stampede.patcher.window.Hann] window the outermost ring of a scene has no weight: it holds
/// `emptyValue`, for which `NaN` is the better choice.
///
/// @param normalize  divide by the summed weights
/// @param emptyValue where the summed weight is 0
@Named("SpatialOverlapAdd")
public record OverlapAddition(
        @Default("true") boolean normalize, @Default("0.0") double emptyValue) implements CellAggregation {
    public OverlapAddition() {
        this(true, 0);
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
            kernels.addWeighted(
                    patch, patch.bands().get(band), into.under(2 * band, patch), into.under(2 * band + 1, patch));
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        Rows.addAll(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        for (int band = 0; band < out.size(); band++) {
            var result = out.get(band);
            var sum = accumulator.part(2 * band, row, 0, result.rows(), result.cols());
            if (normalize) {
                var weight = accumulator.part(2 * band + 1, row, 0, result.rows(), result.cols());
                kernels.overlapAdd().divide(sum, weight, emptyValue, result);
            } else {
                Rows.copy(sum, result);
            }
        }
    }
}
