package dev.stampede.operators.augment;

import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.random.RandomGenerator;

/// Values changed by standard normal numbers, one for each value.
final class Noise {
    private Noise() {}

    /// What a value becomes.
    @FunctionalInterface
    interface Rule {
        double of(double value, double normal);
    }

    /// @param perBand whether each band has noise of its own, else all share one
    static GeoRaster on(GeoRaster in, boolean perBand, RandomGenerator random, Rule rule) {
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
                    Elements.setDouble(to.segment(), to.dtype(), target + col, rule.of(value, noise.nextGaussian()));
                }
            }
        }
        return in.rewrap(out);
    }
}
