package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Padding;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.OptionalDouble;

/// More pixels on all sides up to a shape, the old ones in the middle; an odd row or column goes after. A side that is
/// large enough stays.
///
/// @param shape rows and columns
/// @param mode  constant, edge, reflect or wrap; constant
/// @param fill  of a constant padding; the fill value by default
public record PadTo(
        List<Integer> shape, @Default("\"constant\"") Padding.Mode mode, OptionalDouble fill)
        implements Operator<GeoRaster, GeoRaster> {
    public PadTo {
        shape = List.copyOf(shape);
        Require.that(shape.size() == 2, "shape", shape, "rows and columns");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        int rows = Math.max(0, shape.get(0) - in.height());
        int columns = Math.max(0, shape.get(1) - in.width());
        var padding = new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2, mode);
        return in.pad(RasterMemory.current(), padding, fill);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
