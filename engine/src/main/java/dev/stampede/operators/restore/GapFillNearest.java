package dev.stampede.operators.restore;

import dev.stampede.kernels.morphology.NearestPixel;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Gives gaps the value of the nearest pixel that has one, centre to centre in pixels; of several equally near,
/// one and the same in every run. Gaps are NaN, in rasters of integers the fill value. A gap farther than
/// `maxDistance` from every value stays. The type stays; 64-bit integers above 2^53 are rounded.
///
/// @param maxDistance pixels; no limit by default
public record GapFillNearest(OptionalDouble maxDistance) implements Operator<GeoRaster, GeoRaster> {
    public GapFillNearest {
        Require.that(maxDistance.orElse(0) >= 0, "max_distance", maxDistance, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        double limit = maxDistance.orElse(Double.POSITIVE_INFINITY);
        return Gaps.fill(in, in.dtype(), gaps -> {
            var nearest = NearestPixel.of(gaps.known(), 1, 1);
            var values = gaps.values();
            for (int i : gaps.places()) {
                if (Math.sqrt(nearest.squared()[i]) <= limit) {
                    values[i] = values[nearest.index()[i]];
                }
            }
        });
    }
}
