package dev.stampede.operators.io;

import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Optional;

/// Reads a whole file of any format GDAL understands. The file's no-data value becomes the fill value, descriptions
/// of bands become names.
///
/// @param src     file or GDAL name
/// @param indexes numbers of bands from 1, in the order wanted; all by default
public record ReadGeoTIFF(String src, Optional<List<Integer>> indexes) implements Source<GeoRaster> {
    public ReadGeoTIFF(String src) {
        this(src, Optional.empty());
    }

    @Override
    public GeoRaster produce() {
        return RasterFile.open(
                src, source -> source.read(RasterMemory.current(), source.window(), Reading.bands(indexes, source)));
    }
}
