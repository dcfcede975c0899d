package dev.stampede.operators.io;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Optional;

/// Reads the pixels of a file that a box covers: whole pixels, from the one its upper-left corner lies in, see
/// [Grids#window].
///
/// @param src       file or GDAL name
/// @param bounds    min x, min y, max x, max y
/// @param crs       system of the box; that of the file by default
/// @param indexes   numbers of bands from 1; all by default
/// @param boundless whether the result has the box's size with fill beyond the file, true; else it is cut to the file
public record ReadBounds(
        String src,
        List<Double> bounds,
        Optional<String> crs,
        Optional<List<Integer>> indexes,
        @Default("true") boolean boundless)
        implements Source<GeoRaster> {
    public ReadBounds {
        bounds = List.copyOf(bounds);
        Require.that(bounds.size() == 4, "bounds", bounds, "min x, min y, max x, max y");
    }

    @Override
    public GeoRaster produce() {
        return RasterFile.open(src, source -> {
            var box = new Bounds(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
            var own = crs.isPresent() ? Reprojection.transform(box, new Crs(crs.get()), source.crs()) : box;
            var wanted = Grids.window(source.affine(), own);
            var read = boundless ? wanted : source.clip(wanted);
            return source.read(RasterMemory.current(), read, Reading.bands(indexes, source));
        });
    }
}
