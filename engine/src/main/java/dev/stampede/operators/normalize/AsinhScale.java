package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Linear near 0, logarithmic far from it: `asinh(x / a)`.
///
/// @param a where it turns, above 0, 1
public record AsinhScale(@Default("1.0") double a) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public AsinhScale {
        Require.that(a > 0, "a", a, "a number above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Pixels.all(in, Expression.input(0).over(a).apply(Expression.UnaryOp.ASINH));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
