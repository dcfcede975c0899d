package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.core.PairOperator;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Change of the burn ratio: `before - after`, both [NBR] of one grid. NaN in either gives NaN. Positive where it
/// burned.
///
/// Refuses rasters whose grids or shapes differ.
@Named("dNBR")
public record DeltaNbr() implements PairOperator<GeoRaster, GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster before, GeoRaster after) {
        before.requireSameExtent(after);
        var change = Expression.input(0).minus(Expression.input(1));
        return before.rewrap(Pixels.evaluate(change, before.values(), after.values()));
    }
}
