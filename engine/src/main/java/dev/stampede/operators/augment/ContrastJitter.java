package dev.stampede.operators.augment;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Moves values toward the mean of their band or away from it: `(x - mean) f + mean` with f drawn evenly
/// from a range. The mean does not look at NaN, which stays.
///
/// @param factor  least and largest, 0.9 and 1.1
/// @param perBand whether each band has a factor of its own, true
/// @param seed    none: a fresh one each time
public record ContrastJitter(
        @Default("[0.9, 1.1]") List<Double> factor,
        @Default("true") boolean perBand,
        OptionalLong seed) implements Augmentation {
    public ContrastJitter {
        factor = List.copyOf(factor);
        Ranges.require("factor", factor);
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        var factors = Ranges.perBand(factor, in.bands(), perBand, random);
        var bands = BandStatistics.bands(in);
        return Pixels.perBand(in, in.dtype(), band -> {
            double mean = BandStatistics.moments(bands.get(band)).mean();
            return Expression.input(0).minus(mean).times(factors[band]).plus(mean);
        });
    }
}
