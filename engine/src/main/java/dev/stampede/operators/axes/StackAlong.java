package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;

/// Rasters of one grid, shape and type along a new axis. Errors: an empty list; grids, shapes or types that differ.
///
/// @param axis where the new axis will be, before rows and columns
public record StackAlong(@Default("0") int axis) implements ListOperator<GeoRaster, GeoRaster> {
    public StackAlong {
        Require.that(axis >= 0, "axis", axis, "0 or more");
    }

    /// @throws IllegalArgumentException if the list is empty or the rasters do not fit
    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        var stacked = GeoRaster.stack(RasterMemory.current(), in);
        return stacked.rewrap(Axes.moveFirst(stacked.values(), Axes.leading(stacked.values(), axis)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
