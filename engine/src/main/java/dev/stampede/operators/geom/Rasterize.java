package dev.stampede.operators.geom;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// The features of a vector file on the grid of the input: 1, or the number of a column, where a feature covers
/// the centre of a pixel, the fill value elsewhere; later features lie over earlier ones. Geometries are
/// brought into the system of the grid. Values of the input do not matter. `uint8` without a column if that
/// holds the fill value, `float64` otherwise; a feature whose column is empty gives NaN. Needs GDAL. Refuses an
/// unknown column and one that does not hold numbers.
///
/// @param geometries vector file, its first layer
/// @param column     name of a field; 1 is burnt by default
/// @param allTouched whether every pixel a feature touches counts, false
/// @param fill       0
public record Rasterize(
        Path geometries,
        Optional<String> column,
        @Default("false") boolean allTouched,
        @Default("0.0") double fill) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        try {
            return layer(in, VectorFiles.readFirst(geometries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same for a layer at hand.
    public GeoRaster layer(GeoRaster grid, VectorLayer layer) {
        try {
            return Burn.onto(grid, layer, column, allTouched, fill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
