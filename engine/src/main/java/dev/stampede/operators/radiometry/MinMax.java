package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// A fixed range to 0 to 1: `(x - vmin) / (vmax - vmin)`. NaN stays.
///
/// @param vmin what becomes 0
/// @param vmax what becomes 1, above `vmin`
/// @param clip whether values beyond become 0 and 1, true
public record MinMax(
        double vmin, double vmax, @Default("true") boolean clip) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public MinMax {
        Require.that(vmin < vmax, "vmin", vmin, "less than vmax, " + vmax);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var scaled = Expression.input(0).minus(vmin).over(vmax - vmin);
        return Pixels.all(in, clip ? scaled.atLeast(0).atMost(1) : scaled);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
