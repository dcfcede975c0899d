package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// Stretches between two percentiles: `clamp((x - lo) / (hi - lo), 0, 1)`. Percentiles do not look at NaN and are
/// computed in double precision; NaN stays. Where both are equal the divisor is 1: a constant band becomes 0. A
/// band of NaN stays NaN.
///
/// @param pMin percent, 2
/// @param pMax percent, 98; `0 <= pMin < pMax <= 100`
/// @param axis `[-2, -1]` for percentiles of each band, none for those of all values
public record PercentileClip(
        @Default("2.0") double pMin,
        @Default("98.0") double pMax,
        @Default("[-2, -1]") Optional<List<Integer>> axis) implements Operator<GeoRaster, GeoRaster> {
    private static final List<Integer> PER_BAND = List.of(-2, -1);

    public PercentileClip {
        Require.that(pMin >= 0 && pMin < pMax && pMax <= 100, "p_min", pMin, "0 <= p_min < p_max <= 100, " + pMax);
        Require.that(axis.isEmpty() || axis.get().equals(PER_BAND), "axis", axis, "[-2, -1] or none");
    }

    /// Percentiles of each band.
    public PercentileClip(double pMin, double pMax) {
        this(pMin, pMax, Optional.of(PER_BAND));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var type = Pixels.resultType(List.of(in.values()));
        if (axis.isEmpty()) {
            var limits = BandStatistics.percentiles(in.values(), pMin, pMax);
            return Pixels.all(in, stretch(limits[0], limits[1]));
        }
        var bands = BandStatistics.bands(in);
        return Pixels.perBand(in, type, band -> {
            var limits = BandStatistics.percentiles(bands.get(band), pMin, pMax);
            return stretch(limits[0], limits[1]);
        });
    }

    /// Input 0 between two limits as 0 to 1.
    public static Expression stretch(double low, double high) {
        double span = high == low ? 1 : high - low;
        return Expression.input(0).minus(low).over(span).atLeast(0).atMost(1);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
