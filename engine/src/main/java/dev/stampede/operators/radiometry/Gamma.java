package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Brightens the dark: `max(x, 0)^(1 / g)`. NaN stays.
///
/// @param g above 0, 1.2
public record Gamma(@Default("1.2") double g) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public Gamma {
        Require.that(g > 0, "g", g, "a number above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Pixels.all(in, Expression.input(0).atLeast(0).power(1 / g));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
