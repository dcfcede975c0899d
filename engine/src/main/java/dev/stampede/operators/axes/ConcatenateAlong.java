package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;

/// Rasters of one grid and type, one after the other along an axis they have; a raster of rows and columns counts as
/// one band. Errors: an empty list; grids, ranks or types that differ.
///
/// @param axis which axis, before rows and columns; 0 is the bands of rasters without time
public record ConcatenateAlong(@Default("0") int axis) implements ListOperator<GeoRaster, GeoRaster> {
    public ConcatenateAlong {
        Require.that(axis >= 0, "axis", axis, "0 or more");
    }

    /// @throws IllegalArgumentException if the list is empty or the rasters do not fit
    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        if (axis == 0 || in.isEmpty()) {
            return GeoRaster.concatenate(RasterMemory.current(), in);
        }
        var moved = in.stream()
                .map(raster -> raster.rewrap(Axes.moveToFront(raster.values(), Axes.leading(raster.values(), axis))))
                .toList();
        var joined = GeoRaster.concatenate(RasterMemory.current(), moved);
        return joined.rewrap(Axes.moveFirst(joined.values(), axis));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
