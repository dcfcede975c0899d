package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// With some probability all augmentations in order, each with a seed drawn from this one's generator.
///
/// @param augmentations in the order they run
/// @param p             probability, 1
/// @param seed          none: a fresh one each time
public record Compose(
        List<Augmentation> augmentations, @Default("1.0") double p, OptionalLong seed) implements Augmentation {
    public Compose {
        augmentations = List.copyOf(augmentations);
        Require.that(p >= 0 && p <= 1, "p", p, "0 to 1");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        boolean run = random.nextDouble() < p;
        var varied = in;
        for (var augmentation : augmentations) {
            long child = random.nextLong();
            varied = run ? augmentation.apply(varied, child) : varied;
        }
        return varied;
    }

    @Override
    public boolean serialisable() {
        return augmentations.stream().allMatch(Augmentation::serialisable);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
