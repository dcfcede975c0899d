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

/// Dark object subtraction: `max(x - P, 0)` with a low percentile P of each band, which does not look at NaN. NaN
/// stays. Source: Chavez (1988), doi:10.1016/0034-4257(88)90019-3.
///
/// @param darkPercentile percent, 1
public record DOS1(@Default("1.0") double darkPercentile) implements Operator<GeoRaster, GeoRaster> {
    public DOS1 {
        Require.that(darkPercentile >= 0 && darkPercentile <= 100, "dark_percentile", darkPercentile, "0 to 100");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bands = BandStatistics.bands(in);
        return Pixels.perBand(in, Pixels.resultType(List.of(in.values())), band -> {
            double dark = BandStatistics.percentiles(bands.get(band), darkPercentile)[0];
            return Expression.input(0).minus(dark).atLeast(0);
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
