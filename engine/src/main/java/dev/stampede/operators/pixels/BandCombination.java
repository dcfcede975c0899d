package dev.stampede.operators.pixels;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Bands as weighted sums of other bands:
///
///     out[i] = sum over j with weight[i][j] != 0 of weight[i][j] in[j]
///
/// Bands of weight 0 are not looked at; NaN in another gives NaN. Sums run in the order of the bands, in
/// single precision for `float32`, else in double.
public final class BandCombination {
    private BandCombination() {}

    /// @param in      bands, rows, columns
    /// @param weights for each band of the result one for each band of `in`
    /// @param fill    where a band that counts holds this value the result does too; empty: the value is a
    ///                number like any other
    /// @return (band, row, column), `float32` for `float32`, else `float64`
    /// @throws OperatorTypeException if there is no band axis, or one of time
    public static ArrayView of(GeoRaster in, double[][] weights, OptionalDouble fill) {
        requireBands(in);
        var type = Pixels.resultType(List.of(in.values()));
        var out = RasterMemory.allocate(type, weights.length, in.height(), in.width());
        for (int target = 0; target < weights.length; target++) {
            combine(in, weights[target], fill, out.select(0, target));
        }
        return out;
    }

    /// @throws OperatorTypeException unless there are bands, rows and columns
    public static void requireBands(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("spectra need bands, rows and columns, not " + in.values());
        }
    }

    private static void combine(GeoRaster in, double[] weights, OptionalDouble fill, ArrayView out) {
        var bands = new ArrayList<ArrayView>();
        Expression sum = null;
        Expression missing = null;
        for (int band = 0; band < weights.length; band++) {
            if (weights[band] == 0) {
                continue;
            }
            var value = Expression.input(bands.size());
            bands.add(in.values().select(0, band));
            var term = value.times(weights[band]);
            sum = sum == null ? term : sum.plus(term);
            missing = isFill(value, fill, missing);
        }
        if (sum == null) {
            out.fill(0);
            return;
        }
        var formula = missing == null ? sum : missing.choose(Expression.number(fill.getAsDouble()), sum);
        Pixels.evaluateInto(formula, out.dtype() == DType.FLOAT32 ? Precision.SINGLE : Precision.DOUBLE, bands, out);
    }

    private static Expression isFill(Expression value, OptionalDouble fill, Expression before) {
        if (fill.isEmpty() || Double.isNaN(fill.getAsDouble())) {
            return null; // NaN goes through the sum by itself
        }
        var equal = new Expression.Binary(Expression.BinaryOp.EQUAL, value, Expression.number(fill.getAsDouble()));
        return before == null ? equal : new Expression.Binary(Expression.BinaryOp.OR, before, equal);
    }
}
