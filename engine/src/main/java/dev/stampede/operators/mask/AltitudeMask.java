package dev.stampede.operators.mask;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/// Marks heights in a range, limits included. NaN is not in it.
///
/// @param dem     file of the heights on the same grid; the input itself by default
/// @param minElev lower limit
/// @param maxElev upper limit; at least one of both
public record AltitudeMask(Optional<Path> dem, OptionalDouble minElev, OptionalDouble maxElev)
        implements Operator<GeoRaster, GeoRaster> {
    public AltitudeMask {
        Require.that(minElev.isPresent() || maxElev.isPresent(), "min_elev", minElev, "at least one limit");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var heights = Surface.of(in, dem);
        return in.rewrapMask(Pixels.mask(Surface.within(minElev, maxElev), heights));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
