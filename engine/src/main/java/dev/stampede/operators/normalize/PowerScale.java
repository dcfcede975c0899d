package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Power of what is positive: `max(x, 0)^gamma`.
///
/// @param gamma above 0, 0.5
public record PowerScale(@Default("0.5") double gamma) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public PowerScale {
        Require.that(gamma > 0, "gamma", gamma, "a number above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Pixels.all(in, Expression.input(0).atLeast(0).power(gamma));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
