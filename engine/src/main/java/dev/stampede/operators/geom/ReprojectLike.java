package dev.stampede.operators.geom;

import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;

/// Onto the grid of another raster, whatever its reference system.
///
/// @param like       file of the grid; north up
/// @param resampling bilinear
public record ReprojectLike(
        String like, @Default("\"bilinear\"") Resampling resampling) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.open(like, grid -> {
            var target = new Warping.Target(grid.crs(), grid.bounds(), grid.width(), grid.height());
            return Warping.onto(RasterMemory.current(), in, target, resampling);
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
