package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.Random;

/// Spectra with known statistics and a known target in some pixels.
final class Scenes {
    static final double[] TARGET = {0.2, -1, 0.5, -2};

    private Scenes() {}

    /// Four bands of correlated noise about 10, 20, 30, 40.
    static GeoRaster noise(int rows, int cols, long seed) {
        var random = new Random(seed);
        var x = new double[4 * rows * cols];
        for (int p = 0; p < rows * cols; p++) {
            double common = random.nextGaussian();
            for (int b = 0; b < 4; b++) {
                x[b * rows * cols + p] = 10 * (b + 1) + (b + 1) * common + 0.1 * random.nextGaussian();
            }
        }
        return Rasters.filled(DType.FLOAT64, new int[] {4, rows, cols}, i -> x[i]);
    }

    /// The same with `alpha` times the target in one pixel in twenty.
    static GeoRaster withTarget(GeoRaster scene, double alpha) {
        int pixels = scene.width() * scene.height();
        var x = Rasters.values(scene.values());
        return Rasters.filled(
                DType.FLOAT64,
                new int[] {4, scene.height(), scene.width()},
                i -> x[i] + (i % pixels % 20 == 7 ? alpha * TARGET[i / pixels] : 0));
    }
}
