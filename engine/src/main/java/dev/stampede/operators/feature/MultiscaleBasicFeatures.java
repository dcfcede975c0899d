package dev.stampede.operators.feature;

import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What pixel classifiers are fed with: of each band, at scales from `sigmaMin` to `sigmaMax`, each twice the
/// one before or nearly so, the Gaussian mean `g` (`intensity`), the size of its slope by Sobel's sums, an
/// eighth of them over `sqrt(2) / 2` (`edges`), and the larger and smaller eigenvalue of its Hessian by
/// differences of differences (`texture`). Bands of the result are ordered by band, then scale, then as here,
/// and named `b1_s0.5_intensity` and so on; the type is `float32`. The nearest pixel stands outside the border;
/// NaN spoils what its windows touch. Refuses rasters with a time axis and settings that leave nothing to
/// compute.
///
/// @param intensity whether means are given, true
/// @param edges     whether slopes are given, true
/// @param texture   whether eigenvalues are given, true
/// @param sigmaMin  smallest scale in pixels, 0.5
/// @param sigmaMax  largest scale in pixels, 16
public record MultiscaleBasicFeatures(
        @Default("true") boolean intensity,
        @Default("true") boolean edges,
        @Default("true") boolean texture,
        @Default("0.5") double sigmaMin,
        @Default("16.0") double sigmaMax)
        implements Operator<GeoRaster, GeoRaster> {
    private static final double TRUNCATE = 4;

    public MultiscaleBasicFeatures {
        Require.that(intensity || edges || texture, "intensity", intensity, "at least one of three kinds");
        Require.that(sigmaMin > 0, "sigma_min", sigmaMin, "above 0");
        Require.that(sigmaMax >= sigmaMin && sigmaMax <= 1e4, "sigma_max", sigmaMax, "sigma_min to 10000");
    }

    public MultiscaleBasicFeatures() {
        this(true, true, true, 0.5, 16);
    }

    /// Equally spaced logarithms.
    private double[] scales() {
        double low = Math.log(sigmaMin) / Math.log(2);
        double high = Math.log(sigmaMax) / Math.log(2);
        var sigmas = new double[(int) (high - low + 1)];
        for (int i = 0; i < sigmas.length; i++) {
            double at = sigmas.length == 1 ? low : low + i * (high - low) / (sigmas.length - 1);
            sigmas[i] = Math.pow(2, at);
        }
        return sigmas;
    }

    private int perScale() {
        return (intensity ? 1 : 0) + (edges ? 1 : 0) + (texture ? 2 : 0);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.rank() > 3) {
            throw new OperatorTypeException(
                    "MultiscaleBasicFeatures takes bands, rows and columns, not " + in.values());
        }
        var sigmas = scales();
        int total = Math.multiplyExact(in.bands() * perScale(), sigmas.length);
        var out = RasterMemory.allocate(DType.FLOAT32, total, in.height(), in.width());
        var names = new ArrayList<String>();
        var bands = BandStatistics.bands(in);
        for (int band = 0; band < bands.size(); band++) {
            for (double sigma : sigmas) {
                String scale = "b" + (band + 1) + "_s" + Math.rint(sigma * 1000) / 1000 + "_";
                fill(bands.get(band), sigma, out, names, scale);
            }
        }
        return in.withAttributes(in.attributes().withBandNames(names)).rewrap(out, OptionalDouble.of(Double.NaN));
    }

    private void fill(ArrayView band, double sigma, ArrayView out, List<String> names, String scale) {
        int rows = band.size(0);
        int cols = band.size(1);
        var g = SeparableFilter.gaussian(sigma, TRUNCATE);
        var mean = Sobel.filtered(rows, cols, g, g, Lines.source(band));
        if (intensity) {
            add(mean, out, names, scale + "intensity");
        }
        if (edges) {
            var down = Sobel.alongColumns(rows, cols, Sobel.source(mean, cols));
            var across = Sobel.alongRows(rows, cols, Sobel.source(mean, cols));
            for (int i = 0; i < down.length; i++) {
                down[i] = Math.sqrt((down[i] * down[i] + across[i] * across[i]) / 2) / 4;
            }
            add(down, out, names, scale + "edges");
        }
        if (texture) {
            var down = difference(mean, rows, cols, true);
            var across = difference(mean, rows, cols, false);
            var twiceDown = difference(down, rows, cols, true);
            var both = difference(down, rows, cols, false);
            var twiceAcross = difference(across, rows, cols, false);
            for (int i = 0; i < mean.length; i++) {
                double middle = (twiceDown[i] + twiceAcross[i]) / 2;
                double half = Math.hypot((twiceDown[i] - twiceAcross[i]) / 2, both[i]);
                twiceDown[i] = middle + half;
                twiceAcross[i] = middle - half;
            }
            add(twiceDown, out, names, scale + "texture_1");
            add(twiceAcross, out, names, scale + "texture_2");
        }
    }

    private static void add(double[] values, ArrayView out, List<String> names, String name) {
        Lines.writeAll(values, out.select(0, names.size()));
        names.add(name);
    }

    /// Central differences, one-sided at the border, 0 along an axis of one pixel; NaN stays NaN.
    private static double[] difference(double[] x, int rows, int cols, boolean down) {
        var out = new double[x.length];
        int n = down ? rows : cols;
        int step = down ? cols : 1;
        for (int i = 0; i < x.length; i++) {
            int at = down ? i / cols : i % cols;
            int before = at > 0 ? i - step : i;
            int after = at < n - 1 ? i + step : i;
            out[i] = n == 1 ? x[i] - x[i] : (x[after] - x[before]) / ((after - before) / step);
        }
        return out;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
