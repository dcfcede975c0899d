package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The least value that is not `NaN`; cells without one hold positive infinity.
@Named("SpatialMin")
public record Min() implements CellAggregation {
    @Override
    public int planes(int bands, int overlap) {
        return bands;
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public double initial() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        for (int band = 0; band < patch.bands().size(); band++) {
            Rows.change(patch.bands().get(band), into.under(band, patch), Min::take);
        }
    }

    private static void take(double[] values, double[] held, int n) {
        for (int i = 0; i < n; i++) {
            held[i] = values[i] < held[i] ? values[i] : held[i];
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        for (int plane = 0; plane < into.planes(); plane++) {
            Rows.change(from.plane(plane), into.plane(plane), Min::take);
        }
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        for (int band = 0; band < out.size(); band++) {
            Rows.copy(
                    accumulator.part(
                            band, row, 0, out.get(band).rows(), out.get(band).cols()),
                    out.get(band));
        }
    }
}
