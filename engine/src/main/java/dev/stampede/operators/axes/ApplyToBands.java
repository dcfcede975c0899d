package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;

/// Applies an operator to each slice along an axis and puts the results together along the same axis. Each slice is
/// a raster without that axis. Errors: results on different grids, or of different type or shape.
///
/// @param inner what is applied
/// @param axis  which axis, before rows and columns; 0 is the bands of a raster without time
public record ApplyToBands(
        Operator<GeoRaster, GeoRaster> inner, @Default("0") int axis) implements Operator<GeoRaster, GeoRaster> {
    public ApplyToBands(Operator<GeoRaster, GeoRaster> inner) {
        this(inner, 0);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        int which = Axes.leading(in.values(), axis);
        List<GeoRaster> results = new ArrayList<>();
        for (int i = 0; i < in.values().size(which); i++) {
            results.add(inner.apply(in.rewrap(in.values().select(which, i))));
        }
        var stacked = GeoRaster.stack(RasterMemory.current(), results);
        int target = Math.min(which, stacked.rank() - 3);
        return stacked.withAttributes(in.attributes()).rewrap(Axes.moveFirst(stacked.values(), target));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
