package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.DType;
import java.util.List;

/// The whole number that comes most often, the lowest of several; 0 where there is none. Keeps all values:
/// memory grows with the number of patches over a cell. Weights do not count.
@Named("SpatialMode")
public record Mode() implements CellAggregation {
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
    public DType resultType() {
        return DType.INT64;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        KeptValues.add(patch, into);
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        throw new UnsupportedOperationException("most frequent values of parts do not give that of all");
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        KeptValues.finish(accumulator, row, out, Mode::mostFrequent);
    }

    private static double mostFrequent(double[] sorted, int n) {
        double best = 0;
        int most = 0;
        for (int i = 0, run = 0; i < n; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                best = sorted[i];
            }
        }
        return best;
    }
}
