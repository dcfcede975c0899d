package dev.stampede.operators.augment;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A random variant of a raster.
public interface Augmentation extends Operator<GeoRaster, GeoRaster> {
    /// Name of the generator all augmentations draw from.
    String GENERATOR = "L64X128MixRandom";

    /// The seed of every call; empty for a fresh one each time.
    OptionalLong seed();

    /// The variant a generator makes.
    GeoRaster vary(GeoRaster in, RandomGenerator random);

    /// The variant of a seed, whatever [#seed()] says.
    default GeoRaster apply(GeoRaster in, long seed) {
        return vary(in, generator(seed));
    }

    @Override
    default GeoRaster compute(GeoRaster in) {
        return apply(in, seed().orElseGet(() -> new SecureRandom().nextLong()));
    }

    @Override
    default Signature outputSignature(Signature in) {
        return in;
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of(GENERATOR).create(seed);
    }
}
