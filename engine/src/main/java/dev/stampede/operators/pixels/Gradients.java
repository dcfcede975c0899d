package dev.stampede.operators.pixels;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Slice;
import java.lang.foreign.Arena;
import java.util.List;

/// Slopes of a surface: central differences inside, one-sided at the borders, in double precision.
public final class Gradients {
    private Gradients() {}

    /// Change per unit along an axis of rows and columns.
    /// @param scale what the surface is multiplied by first
    /// @param step  distance between neighbours
    public static ArrayView along(int axis, ArrayView surface, double scale, double step, Arena arena) {
        var out = ArrayView.allocate(arena, DType.FLOAT64, surface.shape());
        int n = surface.size(axis);
        if (n < 2) {
            throw new IllegalArgumentException("a slope needs two neighbours, the surface is " + surface);
        }
        difference(axis, surface, 0, 1, 1, scale, step, out, 0);
        difference(axis, surface, n - 2, n - 1, 1, scale, step, out, n - 1);
        if (n > 2) {
            difference(axis, surface, 0, 2, n - 2, scale, 2 * step, out, 1);
        }
        return out;
    }

    private static void difference(
            int axis,
            ArrayView surface,
            int low,
            int high,
            int count,
            double scale,
            double distance,
            ArrayView out,
            int at) {
        var a = Expression.input(1).times(scale);
        var b = Expression.input(0).times(scale);
        Pixels.evaluateInto(
                a.minus(b).over(distance),
                Precision.DOUBLE,
                List.of(
                        surface.slice(axis, Slice.range(low, low + count)),
                        surface.slice(axis, Slice.range(high, high + count))),
                out.slice(axis, Slice.range(at, at + count)));
    }
}
