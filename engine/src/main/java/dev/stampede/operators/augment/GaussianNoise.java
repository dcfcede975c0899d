package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Adds numbers drawn from a normal distribution of mean 0.
///
/// @param sigma   its deviation, 0.01
/// @param perBand whether each band has noise of its own, else all share one, true
/// @param seed    none: a fresh one each time
public record GaussianNoise(
        @Default("0.01") double sigma, @Default("true") boolean perBand, OptionalLong seed) implements Augmentation {
    public GaussianNoise {
        Require.that(sigma >= 0, "sigma", sigma, "0 or more");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        return Noise.on(in, perBand, random, (value, normal) -> value + sigma * normal);
    }
}
