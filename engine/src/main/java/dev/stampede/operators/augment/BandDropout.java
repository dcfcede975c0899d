package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Overwrites whole bands, each with the same probability, so that a model learns to do without one.
///
/// @param p         probability of each band, 0.1
/// @param fillValue what a dropped band holds, 0
/// @param seed      none: a fresh one each time
public record BandDropout(
        @Default("0.1") double p, @Default("0.0") double fillValue, OptionalLong seed) implements Augmentation {
    /// @throws IllegalArgumentException if it is no probability
    public BandDropout {
        Require.that(p >= 0 && p <= 1, "p", p, "0 to 1");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        var out = in.rewrap(in.values().copy(RasterMemory.current()));
        for (var band : BandStatistics.bands(out)) {
            if (random.nextDouble() < p) {
                band.fill(fillValue);
            }
        }
        return out;
    }
}
