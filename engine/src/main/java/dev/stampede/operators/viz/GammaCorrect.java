package dev.stampede.operators.viz;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;

/// Brightens bytes or values of 0 to 1: `x^(1 / gamma)`, bytes as `trunc(255 (x / 255)^(1 / gamma))`.
///
/// @param gamma above 0, 1
public record GammaCorrect(@Default("1.0") double gamma) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public GammaCorrect {
        Require.that(gamma > 0, "gamma", gamma, "a number above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.dtype() != DType.UINT8) {
            return Pixels.all(in, Expression.input(0).atLeast(0).power(1 / gamma));
        }
        return Pixels.perBand(
                in,
                DType.UINT8,
                _ -> Expression.input(0).over(255).power(1 / gamma).times(255));
    }
}
