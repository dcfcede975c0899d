package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.EuclideanDistance;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// Marks the pixels within a distance of a geometry, measured between centres of pixels.
///
/// @param geometry   WKT
/// @param distance   in units of the carrier's reference system
/// @param crs        system of the geometry; that of the carrier by default
/// @param inside     whether pixels within are true, else those beyond; true
/// @param allTouched whether every pixel the geometry touches counts as part of it, true
public record DistanceMask(
        String geometry,
        double distance,
        Optional<String> crs,
        @Default("true") boolean inside,
        @Default("true") boolean allTouched)
        implements Operator<GeoRaster, GeoRaster> {
    public DistanceMask {
        Require.that(distance >= 0, "distance", distance, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var shape = Burn.inside(in, geometry, crs, allTouched);
        var near = EuclideanDistance.within(
                shape, distance, in.affine().pixelHeight(), in.affine().pixelWidth());
        return Burn.mask(in, near, inside);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
