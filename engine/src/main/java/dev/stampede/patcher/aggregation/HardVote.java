package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.DType;
import java.util.List;

/// The class that most patches name, the lowest of several; 0 where none does. Labels outside 0 to
/// `nClasses - 1` and `NaN` do not vote; fractions are cut off; weights do not count.
///
/// @param nClasses at least 1
@Named("SpatialHardVote")
public record HardVote(int nClasses) implements CellAggregation {
    /// @throws IllegalArgumentException if there is no class
    public HardVote {
        Votes.requireClasses(nClasses);
    }

    @Override
    public int planes(int bands, int overlap) {
        if (bands != 1) {
            throw new IllegalArgumentException("patches of labels have one band, these have " + bands);
        }
        return nClasses;
    }

    @Override
    public int resultBands(int bands) {
        return 1;
    }

    @Override
    public DType resultType() {
        return DType.INT64;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        int n = patch.cols();
        var labels = new double[n];
        for (int r = 0; r < patch.rows(); r++) {
            patch.bands().getFirst().readRow(r, labels);
            for (int c = 0; c < n; c++) {
                if (labels[c] > -1 && labels[c] < nClasses) {
                    var votes = into.plane((int) labels[c]);
                    int row = patch.row() - into.firstRow() + r;
                    votes.set(row, patch.col() + c, votes.get(row, patch.col() + c) + 1);
                }
            }
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        Rows.addAll(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        Votes.finish(accumulator, row, out);
    }
}
