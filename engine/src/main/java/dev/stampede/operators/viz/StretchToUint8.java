package dev.stampede.operators.viz;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.radiometry.PercentileClip;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/// Between two percentiles to bytes: `trunc(255 clamp((x - lo) / (hi - lo), 0, 1))`. Percentiles do not look at NaN;
/// NaN
/// becomes 0. The result is `uint8` with fill 0.
///
/// @param lower   percent, 2
/// @param upper   percent, 98
/// @param perBand whether each band has percentiles of its own, true
public record StretchToUint8(
        @Default("2.0") double lower,
        @Default("98.0") double upper,
        @Default("true") boolean perBand) implements Operator<GeoRaster, GeoRaster> {
    public StretchToUint8 {
        Require.that(
                lower >= 0 && lower < upper && upper <= 100, "lower", lower, "0 <= lower < upper <= 100, " + upper);
    }

    public StretchToUint8() {
        this(2, 98, true);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var out = Pixels.perBand(in, DType.UINT8, limits(in));
        return out.withFill(OptionalDouble.of(0));
    }

    private IntFunction<Expression> limits(GeoRaster in) {
        if (!perBand) {
            var all = BandStatistics.percentiles(in.values(), lower, upper);
            return _ -> PercentileClip.stretch(all[0], all[1]).times(255);
        }
        var bands = BandStatistics.bands(in);
        return band -> {
            var limits = BandStatistics.percentiles(bands.get(band), lower, upper);
            return PercentileClip.stretch(limits[0], limits[1]).times(255);
        };
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("uint8");
    }
}
