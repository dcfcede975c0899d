package dev.stampede.operators.io;

import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.util.List;
import java.util.Optional;

/// Reads a file in another reference system, on the grid GDAL thinks fit. Where the file has no pixels is its
/// fill value, or NaN in floating types without one, else 0.
///
/// @param src        file or GDAL name
/// @param dstCrs     `EPSG:32633`, WKT ...
/// @param resolution width and height of a pixel in units of that system; by default the number of pixels along the
///                   diagonal stays
/// @param resampling bilinear
/// @param indexes    numbers of bands from 1; all by default
public record ReadToCRS(
        String src,
        String dstCrs,
        Optional<List<Double>> resolution,
        @Default("\"bilinear\"") Resampling resampling,
        Optional<List<Integer>> indexes)
        implements Source<GeoRaster> {
    /// @throws IllegalArgumentException if a resolution has not two numbers above 0
    public ReadToCRS {
        Grids.requireResolution(resolution);
    }

    @Override
    public GeoRaster produce() {
        return RasterFile.open(src, source -> {
            var bands = Reading.bands(indexes, source);
            var warped = Warping.fileInto(
                    RasterMemory.current(), source, new Crs(dstCrs), resolution.orElse(List.of()), resampling);
            return bands == null ? warped : warped.pickBands(RasterMemory.current(), bands);
        });
    }
}
