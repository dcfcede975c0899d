package dev.stampede.operators.mask;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// Marks the pixels whose centre lies in a box of any reference system.
///
/// @param bounds min x, min y, max x, max y
/// @param crs    system of the box; that of the carrier by default
/// @param inside whether pixels inside are true, else those outside; true
public record BBoxMask(
        List<Double> bounds,
        Optional<String> crs,
        @Default("true") boolean inside) implements Operator<GeoRaster, GeoRaster> {
    public BBoxMask {
        bounds = List.copyOf(bounds);
        Require.that(bounds.size() == 4, "bounds", bounds, "min x, min y, max x, max y");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var box = Burn.box(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
        return Burn.mask(in, Burn.inside(in, box, crs, false), inside);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
