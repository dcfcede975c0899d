package dev.stampede.operators.viz;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.radiometry.PercentileClip;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Between two numbers to bytes: `trunc(255 clamp((x - vmin) / (vmax - vmin), 0, 1))`. The limits are the
/// same for every tile and every scene, so that tiles fit together; NaN becomes 0. The result is `uint8`
/// with fill 0.
///
/// @param vmin becomes 0
/// @param vmax becomes 255, above `vmin`
public record ToUint8(double vmin, double vmax) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public ToUint8 {
        Require.that(vmin < vmax && Double.isFinite(vmax - vmin), "vmin", vmin, "less than vmax, " + vmax);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        Expression bytes = PercentileClip.stretch(vmin, vmax).times(255);
        return Pixels.perBand(in, DType.UINT8, _ -> bytes).withFill(OptionalDouble.of(0));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("uint8");
    }
}
