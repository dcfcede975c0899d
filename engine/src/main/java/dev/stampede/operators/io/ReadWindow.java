package dev.stampede.operators.io;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Optional;

/// Reads a window of a file.
///
/// @param src       file or GDAL name
/// @param window    first column, first row, columns, rows
/// @param indexes   numbers of bands from 1; all by default
/// @param boundless whether the result has the window's size with fill beyond the file, true; else it is cut to the
///                  file
public record ReadWindow(
        String src,
        List<Integer> window,
        Optional<List<Integer>> indexes,
        @Default("true") boolean boundless) implements Source<GeoRaster> {
    public ReadWindow {
        window = List.copyOf(window);
        Reading.requireWindow(window);
    }

    @Override
    public GeoRaster produce() {
        var wanted = Reading.window(window);
        return RasterFile.open(src, source -> {
            var read = boundless ? wanted : source.clip(wanted);
            return source.read(RasterMemory.current(), read, Reading.bands(indexes, source));
        });
    }
}
