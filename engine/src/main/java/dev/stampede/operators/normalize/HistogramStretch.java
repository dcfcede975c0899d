package dev.stampede.operators.normalize;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.radiometry.PercentileClip;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// A range of percentiles to an output range, clipped: `low + (high - low) clamp((x - p) / (q - p), 0, 1)`, per band.
///
/// @param outRange low and high, 0 and 1
/// @param lower    percent of p, 2
/// @param upper    percent of q, 98
public record HistogramStretch(
        @Default("[0.0, 1.0]") List<Double> outRange,
        @Default("2.0") double lower,
        @Default("98.0") double upper) implements Operator<GeoRaster, GeoRaster> {
    public HistogramStretch {
        outRange = List.copyOf(outRange);
        Require.that(outRange.size() == 2, "out_range", outRange, "two numbers");
        Require.that(
                lower >= 0 && lower < upper && upper <= 100, "lower", lower, "0 <= lower < upper <= 100, " + upper);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        double low = outRange.get(0);
        double high = outRange.get(1);
        var bands = BandStatistics.bands(in);
        return Pixels.perBand(in, Pixels.resultType(List.of(in.values())), band -> {
            var limits = BandStatistics.percentiles(bands.get(band), lower, upper);
            return PercentileClip.stretch(limits[0], limits[1])
                    .times(high - low)
                    .plus(low);
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
