package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.List;

/// Part of the raster of a shape. A view. Refuses a shape larger than the raster.
///
/// @param shape  rows and columns
/// @param anchor where it lies: center or a corner
public record CropTo(
        List<Integer> shape, @Default("\"center\"") Anchor anchor) implements Operator<GeoRaster, GeoRaster> {
    public CropTo {
        shape = List.copyOf(shape);
        Require.that(shape.size() == 2 && shape.get(0) > 0 && shape.get(1) > 0, "shape", shape, "rows and columns");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        int rows = shape.get(0);
        int columns = shape.get(1);
        Require.that(
                rows <= in.height() && columns <= in.width(),
                "shape",
                shape,
                "at most " + in.height() + " rows and " + in.width() + " columns");
        int down = in.height() - rows;
        int right = in.width() - columns;
        var window = switch (anchor) {
            case CENTER -> new Window(right / 2, down / 2, columns, rows);
            case UPPER_LEFT -> new Window(0, 0, columns, rows);
            case UPPER_RIGHT -> new Window(right, 0, columns, rows);
            case LOWER_LEFT -> new Window(0, down, columns, rows);
            case LOWER_RIGHT -> new Window(right, down, columns, rows);
        };
        return in.read(RasterMemory.current(), window);
    }

    /// Where a part lies.
    public enum Anchor {
        CENTER,
        UPPER_LEFT,
        UPPER_RIGHT,
        LOWER_LEFT,
        LOWER_RIGHT
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
