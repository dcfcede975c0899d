package dev.stampede.operators.geom;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// A layer of features on the grid of a raster file, as [Rasterize] does it; the input is the layer, such as
/// [Vectorize] gives it.
///
/// @param like       file of the grid
/// @param column     name of a field; 1 is burnt by default
/// @param allTouched whether every pixel a feature touches counts, false
/// @param fill       0
public record RasterizeLike(
        String like,
        Optional<String> column,
        @Default("false") boolean allTouched,
        @Default("0.0") double fill) implements Operator<VectorLayer, GeoRaster> {
    @Override
    public GeoRaster compute(VectorLayer in) {
        return RasterFile.open(like, grid -> Burn.onto(grid, in, column, allTouched, fill));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
