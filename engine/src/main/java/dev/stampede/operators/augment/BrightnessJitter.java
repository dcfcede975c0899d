package dev.stampede.operators.augment;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Multiplies by a number drawn evenly from a range.
///
/// @param factor  least and largest, 0.9 and 1.1
/// @param perBand whether each band has a number of its own, true
/// @param seed    none: a fresh one each time
public record BrightnessJitter(
        @Default("[0.9, 1.1]") List<Double> factor,
        @Default("true") boolean perBand,
        OptionalLong seed) implements Augmentation {
    public BrightnessJitter {
        factor = List.copyOf(factor);
        Ranges.require("factor", factor);
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        var factors = Ranges.perBand(factor, in.bands(), perBand, random);
        return Pixels.perBand(in, in.dtype(), band -> Expression.input(0).times(factors[band]));
    }
}
