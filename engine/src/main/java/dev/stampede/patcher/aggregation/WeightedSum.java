package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// `sum w x`; `NaN` counts as 0.
@Named("SpatialWeightedSum")
public record WeightedSum() implements CellAggregation {
    private static final OverlapAddition SUM = new OverlapAddition(false, 0);

    @Override
    public int planes(int bands, int overlap) {
        return SUM.planes(bands, overlap);
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        SUM.add(kernels, patch, into);
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        SUM.combine(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        SUM.finish(kernels, accumulator, row, out);
    }
}
