package dev.stampede.operators.mask;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// Marks the pixels of a geometry: those whose centre lies inside, or with `allTouched` every pixel it touches. The
/// geometry is brought into the carrier's reference system.
///
/// @param geometry   WKT
/// @param crs        its system; that of the carrier by default
/// @param allTouched false
/// @param inside     whether pixels inside are true, else those outside; true
public record PolygonMask(
        String geometry,
        Optional<String> crs,
        @Default("false") boolean allTouched,
        @Default("true") boolean inside) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return Burn.mask(in, Burn.inside(in, geometry, crs, allTouched), inside);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
