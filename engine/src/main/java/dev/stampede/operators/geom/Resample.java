package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import java.util.List;

/// To pixels of another size, over the same extent as closely as whole pixels allow.
///
/// @param resolution   width and height of a pixel
/// @param antiAliasing see [Resize]
/// @param resampling   bilinear
public record Resample(
        List<Double> resolution,
        @Default("true") boolean antiAliasing,
        @Default("\"bilinear\"") Resampling resampling) implements Operator<GeoRaster, GeoRaster> {
    public Resample {
        resolution = List.copyOf(resolution);
        Require.that(
                resolution.size() == 2 && resolution.get(0) > 0 && resolution.get(1) > 0,
                "resolution",
                resolution,
                "width and height above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bounds = in.bounds();
        int rows = (int) Math.max(1, Math.rint(bounds.height() / resolution.get(1)));
        int columns = (int) Math.max(1, Math.rint(bounds.width() / resolution.get(0)));
        return Resampled.to(in, rows, columns, antiAliasing, resampling);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
