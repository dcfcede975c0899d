package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import java.util.List;

/// To another number of pixels over the same extent. Where the raster gets smaller, `antiAliasing` takes the
/// mean of the pixels that fall together instead of a sample between them.
///
/// @param shape        rows and columns
/// @param antiAliasing true
/// @param resampling   bilinear
public record Resize(
        List<Integer> shape,
        @Default("true") boolean antiAliasing,
        @Default("\"bilinear\"") Resampling resampling) implements Operator<GeoRaster, GeoRaster> {
    public Resize {
        shape = List.copyOf(shape);
        Require.that(shape.size() == 2 && shape.get(0) > 0 && shape.get(1) > 0, "shape", shape, "rows and columns");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Resampled.to(in, shape.get(0), shape.get(1), antiAliasing, resampling);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
