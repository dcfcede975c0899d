package dev.stampede.operators.io;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.util.List;
import java.util.Optional;

/// Reads a file as it would look on the grid of another one, whatever its reference system; only what is needed
/// is read, from overviews where they suffice. Where the file has no pixels is its fill value, or NaN in
/// floating types without one, else 0.
///
/// @param src        file or GDAL name
/// @param like       file of the grid; north up
/// @param resampling bilinear
/// @param indexes    numbers of bands from 1; all by default
public record ReadReprojectLike(
        String src, String like, @Default("\"bilinear\"") Resampling resampling, Optional<List<Integer>> indexes)
        implements Source<GeoRaster> {
    @Override
    public GeoRaster produce() {
        return RasterFile.open(src, source -> {
            try (var grid = FileSource.open(like)) {
                var target = new Warping.Target(grid.crs(), grid.bounds(), grid.width(), grid.height());
                var bands = Reading.bands(indexes, source);
                var warped = Warping.fileOnto(RasterMemory.current(), source, target, resampling);
                return bands == null ? warped : warped.pickBands(RasterMemory.current(), bands);
            }
        });
    }
}
