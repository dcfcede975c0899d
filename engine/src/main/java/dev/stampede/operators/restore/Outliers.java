package dev.stampede.operators.restore;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.lang.foreign.Arena;
import java.util.List;

/// The rule of [OutlierMask] and [ReplaceOutliers] for one band.
final class Outliers {
    /// A MAD of 1 belongs to a normal distribution of this deviation.
    private static final double MAD_TO_STD = 1.4826;

    private Outliers() {}

    static void requireFactor(double k) {
        Require.that(k >= 0, "k", k, "0 or more");
    }

    /// Whether input 0 is an outlier: `abs(x - middle) > limit`, false for NaN.
    static Expression rule(ArrayView band, OutlierMask.Method method, double k) {
        double middle;
        double limit;
        if (method == OutlierMask.Method.MAD) {
            middle = BandStatistics.percentiles(band, 50)[0];
            limit = k * MAD_TO_STD * deviation(band, middle);
        } else {
            var moments = BandStatistics.moments(band);
            middle = moments.mean();
            limit = k * moments.std();
        }
        var far = Expression.input(0).minus(middle).apply(Expression.UnaryOp.ABS);
        return new Expression.Binary(Expression.BinaryOp.GREATER, far, Expression.number(limit));
    }

    /// The median of the absolute deviations from the median.
    private static double deviation(ArrayView band, double median) {
        try (var scratch = Arena.ofConfined()) {
            var off = ArrayView.allocate(scratch, DType.FLOAT64, band.shape());
            var formula = Expression.input(0).minus(median).apply(Expression.UnaryOp.ABS);
            Pixels.evaluateInto(formula, Precision.DOUBLE, List.of(band), off);
            return BandStatistics.percentiles(off, 50)[0];
        }
    }
}
