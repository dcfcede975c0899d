package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
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
        var out = RasterMemory.allocate(in.dtype(), in.shape());
        var sources = BandStatistics.bands(in);
        var targets = BandStatistics.bands(in.rewrap(out));
        long shared = random.nextLong();
        for (int band = 0; band < sources.size(); band++) {
            var from = sources.get(band);
            var to = targets.get(band);
            var noise = Augmentation.generator(perBand ? random.nextLong() : shared);
            for (long row = 0; row < from.rows(); row++) {
                long at = from.rowStart(row);
                long target = to.rowStart(row);
                for (int col = 0; col < from.size(-1); col++) {
                    double value = Elements.getDouble(from.segment(), from.dtype(), at + col * from.stride(-1));
                    Elements.setDouble(to.segment(), to.dtype(), target + col, value + sigma * noise.nextGaussian());
                }
            }
        }
        return in.rewrap(out);
    }
}
