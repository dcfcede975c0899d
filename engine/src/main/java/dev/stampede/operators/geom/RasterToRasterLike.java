package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;

/// [ReprojectLike] under the name it has among the bridges between rasters, points and features.
///
/// @param like       file of the grid; north up
/// @param resampling bilinear
public record RasterToRasterLike(
        String like, @Default("\"bilinear\"") Resampling resampling) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return new ReprojectLike(like, resampling).compute(in);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
