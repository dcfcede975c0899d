package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.util.List;

/// How much the first band of several images varies, from a sample of their blocks.
public final class SampledMoments {
    private SampledMoments() {}

    /// Standard deviation over mean of all pixels of all images together:
    ///
    ///     mean = sum n m / sum n        variance = sum ((n - 1) s^2 + n (m - mean)^2) / (sum n - 1)
    ///
    /// @return 0 without pixels
    public static double variation(List<? extends PixelSource> images, MaskedMoments kernel, Workers workers) {
        var pass = new StatisticsPass(kernel, true, Compatibility.NONE, StatisticsKeeper.NONE);
        var statistics = pass.run(List.copyOf(images), List.of(), workers, Progress.NONE)
                .whole()
                .values();
        double count = 0;
        double sum = 0;
        for (var image : statistics) {
            count += image.getFirst().size();
            sum += image.getFirst().size() * image.getFirst().mean();
        }
        if (count < 2) {
            return 0;
        }
        double mean = sum / count;
        double squares = 0;
        for (var image : statistics) {
            var band = image.getFirst();
            double off = band.mean() - mean;
            squares += (band.size() - 1) * band.std() * band.std() + band.size() * off * off;
        }
        return Math.sqrt(squares / (count - 1)) / Math.abs(mean);
    }
}
