package dev.stampede.operators.restore;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.ConfigValue;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;

/// Replaces what [OutlierMask] marks, each band by itself: by the median of the band, NaN, or a number. NaN
/// stays. `float32` gives `float32`, everything else `float64`.
///
/// @param method what is near
/// @param k      deviations, 3
/// @param fill   `median`, `nan` or a number
public record ReplaceOutliers(
        @Default("\"mad\"") OutlierMask.Method method,
        @Default("3.0") double k,
        @Default("\"median\"") Replacement fill)
        implements Operator<GeoRaster, GeoRaster> {
    public ReplaceOutliers {
        Outliers.requireFactor(k);
    }

    /// What stands in for an outlier.
    ///
    /// @param median whether it is the median of the band
    /// @param number else this, which may be NaN
    public record Replacement(boolean median, double number) implements ConfigValue {
        public static final Replacement MEDIAN = new Replacement(true, 0);

        public static final Replacement NAN = of(Double.NaN);

        public static Replacement of(double number) {
            return new Replacement(false, number);
        }

        @Override
        public Object toConfig() {
            return median ? "median" : Double.isNaN(number) ? (Object) "nan" : (Object) number;
        }

        /// @throws IllegalArgumentException if it is neither `median`, `nan` nor a number
        public static Replacement fromConfig(Object value) {
            return switch (value) {
                case Long number -> of(number.doubleValue());
                case Double number -> of(number);
                case String text when text.equals("median") -> MEDIAN;
                case String text when text.equalsIgnoreCase("nan") -> NAN;
                case null, default ->
                    throw new IllegalArgumentException("fill is " + value + ", expected median, nan or a number");
            };
        }
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var result = in.rewrap(RasterMemory.allocate(Filtering.type(in), in.shape()));
        var bands = BandStatistics.bands(in);
        var targets = BandStatistics.bands(result);
        for (int band = 0; band < bands.size(); band++) {
            replace(bands.get(band), targets.get(band));
        }
        return result;
    }

    private void replace(ArrayView band, ArrayView out) {
        double value = fill.median() ? BandStatistics.percentiles(band, 50)[0] : fill.number();
        var formula = Outliers.rule(band, method, k).choose(Expression.number(value), Expression.input(0));
        Pixels.evaluateInto(formula, Precision.DOUBLE, List.of(band), out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
