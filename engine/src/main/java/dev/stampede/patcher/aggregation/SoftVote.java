package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.DType;
import java.util.List;

/// The class with the greatest sum of probabilities, the lowest of several; 0 where there is none. Patches
/// have a band of probabilities per class; `NaN` is skipped; weights do not count.
///
/// @param nClasses at least 1
@Named("SpatialSoftVote")
public record SoftVote(int nClasses) implements CellAggregation {
    /// @throws IllegalArgumentException if there is no class
    public SoftVote {
        Votes.requireClasses(nClasses);
    }

    @Override
    public int planes(int bands, int overlap) {
        if (bands != nClasses) {
            throw new IllegalArgumentException(
                    "patches have " + bands + " bands of probabilities, n_classes is " + nClasses);
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
        for (int k = 0; k < nClasses; k++) {
            Rows.change(patch.bands().get(k), into.under(k, patch), (values, held, n) -> {
                for (int i = 0; i < n; i++) {
                    held[i] += Double.isNaN(values[i]) ? 0 : values[i];
                }
            });
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
