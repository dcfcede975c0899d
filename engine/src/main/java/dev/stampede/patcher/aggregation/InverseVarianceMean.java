package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.operators.core.Named;
import java.util.List;

/// The mean weighted by window over variance, and its variance. The first half of a patch's bands are
/// values `mu`, the second half their variances `var`; so are those of the result:
///
///     mu  = sum (w mu / var) / sum (w / var)      0 where nothing counts
///     var = 1 / sum (w / var)                     infinite where nothing counts
///
/// Pairs with a `NaN`, or with a variance that is not above 0, are skipped.
@Named("SpatialInvVarWeightedMean")
public record InverseVarianceMean() implements CellAggregation {
    @Override
    public int planes(int bands, int overlap) {
        if (bands % 2 != 0) {
            throw new IllegalArgumentException("patches have " + bands
                    + " bands; an inverse-variance mean needs as many variances as values, in this order");
        }
        return bands;
    }

    @Override
    public int resultBands(int bands) {
        return bands;
    }

    @Override
    public void add(MergeKernels kernels, PatchValues patch, Accumulator into) {
        int n = patch.cols();
        int pairs = patch.bands().size() / 2;
        var values = new double[n];
        var variances = new double[n];
        var weights = new double[n];
        var sums = new double[n];
        var precisions = new double[n];
        for (int pair = 0; pair < pairs; pair++) {
            var sum = into.under(2 * pair, patch);
            var precision = into.under(2 * pair + 1, patch);
            for (int r = 0; r < patch.rows(); r++) {
                patch.bands().get(pair).readRow(r, values);
                patch.bands().get(pairs + pair).readRow(r, variances);
                patch.weightsOfRow(r, weights);
                sum.readRow(r, sums);
                precision.readRow(r, precisions);
                for (int c = 0; c < n; c++) {
                    if (variances[c] > 0 && !Double.isNaN(values[c])) {
                        double share = weights[c] / variances[c];
                        sums[c] += share * values[c];
                        precisions[c] += share;
                    }
                }
                sum.writeRow(r, sums);
                precision.writeRow(r, precisions);
            }
        }
    }

    @Override
    public void combine(Accumulator from, Accumulator into) {
        Rows.addAll(from, into);
    }

    @Override
    public void finish(MergeKernels kernels, Accumulator accumulator, int row, List<Plane> out) {
        int pairs = out.size() / 2;
        var precisions = new double[accumulator.cols()];
        for (int pair = 0; pair < pairs; pair++) {
            var mean = out.get(pair);
            var sum = accumulator.part(2 * pair, row, 0, mean.rows(), mean.cols());
            var precision = accumulator.part(2 * pair + 1, row, 0, mean.rows(), mean.cols());
            kernels.overlapAdd().divide(sum, precision, 0, mean);
            for (int r = 0; r < mean.rows(); r++) {
                precision.readRow(r, precisions);
                for (int c = 0; c < precisions.length; c++) {
                    precisions[c] = 1 / precisions[c];
                }
                out.get(pairs + pair).writeRow(r, precisions);
            }
        }
    }
}
