package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.LineSink;
import dev.stampede.kernels.filter.WindowStatistics;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// What filters of this package share.
final class Filtering {
    private Filtering() {}

    static void requireWindow(int window) {
        Require.that(window >= 1 && window % 2 == 1, "window", window, "an odd number of pixels");
    }

    /// `float32` for `float32`, else `float64`.
    static DType type(GeoRaster in) {
        return Pixels.resultType(List.of(in.values()));
    }

    /// The signature of [#type].
    static Signature signature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }

    /// Where lines of a result go: a pixel without a value stays without.
    static LineSink whereKnown(ArrayView in, ArrayView out) {
        var line = new double[in.size(1)];
        return (row, made) -> {
            Lines.read(in, row, line, 0);
            for (int c = 0; c < line.length; c++) {
                line[c] = line[c] == line[c] ? made[c] : line[c];
            }
            Lines.write(line, out, row);
        };
    }

    /// A number near the values of a plane; 0 where there is none or it is not finite.
    static double level(ArrayView plane) {
        double mean = BandStatistics.moments(plane).mean();
        return Double.isFinite(mean) ? mean : 0;
    }

    /// Lee's filter of one plane; see [DespeckleLee].
    static void lee(ArrayView in, ArrayView out, int window, double cu, double gain) {
        int cols = in.size(1);
        var line = new double[cols];
        WindowStatistics.run(in.size(0), cols, window, level(in), Lines.source(in), (row, _, mean, variance) -> {
            Lines.read(in, row, line, 0);
            for (int c = 0; c < cols; c++) {
                line[c] = lee(line[c], mean[c], variance[c], cu, gain);
            }
            Lines.write(line, out, row);
        });
    }

    /// `m + w (x - m)` with the weight of Lee's filter.
    static double lee(double x, double mean, double variance, double cu, double gain) {
        double noise = cu * mean;
        double weight = variance == 0 ? 0 : gain * variance / (variance + noise * noise);
        return mean + weight * (x - mean);
    }
}
