package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Logarithm of what is positive: `ln(max(x, 0) + eps) / ln(base)`.
///
/// @param base above 0 and not 1, 10
/// @param eps  added before the logarithm, 1e-6
public record LogScale(
        @Default("10.0") double base, @Default("1e-06") double eps)
        implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public LogScale {
        Require.that(base > 0 && base != 1, "base", base, "a number above 0 and not 1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Pixels.all(
                in,
                Expression.input(0)
                        .atLeast(0)
                        .plus(eps)
                        .apply(Expression.UnaryOp.LOG)
                        .over(Math.log(base)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
