package dev.stampede.operators.io;

import dev.stampede.io.hdf5.HdfSource;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads a variable of an HDF5 file whose last axes are rows and columns, see [HdfSource]: values as stored,
/// `_FillValue` as fill value. HDF5 does not say where pixels lie; without `transform` the grid is that of pixel
/// numbers.
///
/// @param path      file
/// @param dataset   name of the variable with those of its groups, `science/grids/height`
/// @param indexes   numbers of bands from 1, along the axis before the rows; all by default
/// @param window    first column, first row, columns, rows; all by default. Beyond the variable is fill
/// @param transform six numbers a to f, x = a col + b row + c and y = d col + e row + f
/// @param crs       reference system; none by default
/// @param fillValue in place of that of the file
public record ReadHDF(
        Path path,
        String dataset,
        Optional<List<Integer>> indexes,
        Optional<List<Integer>> window,
        Optional<List<Double>> transform,
        Optional<String> crs,
        OptionalDouble fillValue)
        implements Source<GeoRaster> {
    /// @throws IllegalArgumentException if a window has not four numbers, or a transform not six
    public ReadHDF {
        window.ifPresent(Reading::requireWindow);
        Require.that(transform.isEmpty() || transform.get().size() == 6, "transform", transform, "six numbers");
    }

    public ReadHDF(Path path, String dataset) {
        this(
                path,
                dataset,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    @Override
    public GeoRaster produce() {
        try {
            var source =
                    HdfSource.open(path, dataset).at(affine(), crs.map(Crs::new).orElse(Crs.NONE));
            var read = source.read(
                    RasterMemory.current(),
                    window.map(Reading::window).orElse(source.window()),
                    Reading.bands(indexes, source.bands(), path + ", " + dataset));
            return fillValue.isPresent() ? read.withFill(fillValue) : read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Affine affine() {
        return transform
                .map(t -> new Affine(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5)))
                .orElse(Affine.IDENTITY);
    }
}
