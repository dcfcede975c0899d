package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The arithmetic mean along an axis, or of all values, in `float64`. NaN in gives NaN. Along an axis before rows and
/// columns the result is a raster, or with `keepdims` one with that axis of size 1; of all values it is a number.
/// Rows and columns cannot be averaged away by themselves, for what is left has no place on the map.
///
/// @param axis     which axis, before rows and columns; none: all values
/// @param keepdims whether the axis stays with size 1
public record MeanScalar(OptionalInt axis, @Default("false") boolean keepdims) implements Operator<GeoRaster, Object> {
    /// Of all values.
    public MeanScalar() {
        this(OptionalInt.empty(), false);
    }

    @Override
    public Object compute(GeoRaster in) {
        if (axis.isEmpty()) {
            return sum(in.values()) / in.values().elements();
        }
        int which = Axes.leading(in.values(), axis.getAsInt());
        var mean = along(in.values(), which);
        var attributes = in.attributes().withBandNames(List.of());
        return in.withAttributes(attributes).rewrap(keepdims ? mean.expand(which) : mean);
    }

    private static double sum(ArrayView values) {
        double sum = 0;
        double lost = 0;
        for (long row = 0; row < values.rows(); row++) {
            long start = values.rowStart(row);
            for (int column = 0; column < values.size(-1); column++) {
                // Kahan's summation: the mean of a large scene keeps its digits.
                double term =
                        Elements.getDouble(values.segment(), values.dtype(), start + column * values.stride(-1)) - lost;
                double next = sum + term;
                lost = Double.isInfinite(next) ? 0 : next - sum - term;
                sum = next;
            }
        }
        return sum;
    }

    private static ArrayView along(ArrayView values, int axis) {
        int count = values.size(axis);
        List<ArrayView> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slices.add(values.select(axis, i));
        }
        var out = RasterMemory.allocate(DType.FLOAT64, slices.getFirst().shape());
        for (long row = 0; row < out.rows(); row++) {
            long target = out.rowStart(row);
            for (int column = 0; column < out.size(-1); column++) {
                double sum = 0;
                for (var slice : slices) {
                    long at = slice.rowStart(row) + column * slice.stride(-1);
                    sum += Elements.getDouble(slice.segment(), slice.dtype(), at);
                }
                Elements.setDouble(out.segment(), DType.FLOAT64, target + column, sum / count);
            }
        }
        return out;
    }

    @Override
    public Signature outputSignature(Signature in) {
        int leading = in.dims().size() - 2;
        if (!in.isKnown() || axis.isEmpty() || axis.getAsInt() >= leading) {
            return axis.isEmpty() ? new Signature(List.of(), "float64") : Signature.UNKNOWN;
        }
        String name = in.dims().get(axis.getAsInt()).name();
        var out = keepdims ? in.replaceDims(java.util.Map.of(name, OptionalLong.of(1))) : in.dropDims(name);
        return out.withDtype("float64");
    }
}
