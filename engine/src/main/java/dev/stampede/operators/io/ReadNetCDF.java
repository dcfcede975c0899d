package dev.stampede.operators.io;

import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a variable of a NetCDF file, any version, through GDAL: values as stored, `_FillValue` as fill value,
/// the place on the map from the coordinates and grid mapping of the CF conventions, the first row in the north.
/// Steps of the axes before rows and columns, such as times, are bands.
///
/// @param path     file
/// @param variable its name
/// @param indexes  numbers of bands from 1; all by default
/// @param window   first column, first row, columns, rows; all by default. Beyond the variable is fill
public record ReadNetCDF(Path path, String variable, Optional<List<Integer>> indexes, Optional<List<Integer>> window)
        implements Source<GeoRaster> {
    /// @throws IllegalArgumentException if the name is empty or a window has not four numbers
    public ReadNetCDF {
        Require.that(!variable.isBlank(), "variable", variable, "a name");
        window.ifPresent(Reading::requireWindow);
    }

    @Override
    public GeoRaster produce() {
        Reading.requireFile(path);
        return RasterFile.open(
                "NETCDF:\"" + path + "\":" + variable,
                source -> source.read(
                        RasterMemory.current(),
                        window.map(Reading::window).orElse(source.window()),
                        Reading.bands(indexes, source)));
    }
}
