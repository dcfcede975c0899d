package dev.stampede.operators.geom;

import dev.stampede.io.raster.Warping;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A raster with other pixels over the same extent.
final class Resampled {
    private Resampled() {}

    /// Done in pixel coordinates, so that rotated rasters and those without a system are fine.
    static GeoRaster to(GeoRaster in, int rows, int columns, boolean antiAliasing, Resampling resampling) {
        boolean smaller = rows < in.height() || columns < in.width();
        var kind = smaller && antiAliasing && resampling == Resampling.BILINEAR ? Resampling.AVERAGE : resampling;
        var plain =
                new GeoRaster(in.values(), Affine.northUp(0, in.height(), 1, 1), Crs.NONE, in.fill(), in.attributes());
        var target = new Warping.Target(Crs.NONE, new Bounds(0, 0, in.width(), in.height()), columns, rows);
        try {
            var made = Warping.onto(RasterMemory.current(), plain, target, kind);
            var affine = in.affine().scaled(in.width() / (double) columns, in.height() / (double) rows);
            return new GeoRaster(made.values(), affine, in.crs(), in.fill(), in.attributes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
