package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.statistics.Moments;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// The range of the values as 0 to 1: `(x - min) / (max - min)`; a constant becomes 0.
///
/// @param perBand whether each band has a range of its own, true
public record ZeroOne(@Default("true") boolean perBand) implements Operator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(GeoRaster in) {
        if (!perBand) {
            return Pixels.all(in, formula(BandStatistics.moments(in.values())));
        }
        var bands = BandStatistics.bands(in);
        return Pixels.perBand(
                in, Pixels.resultType(List.of(in.values())), band -> formula(BandStatistics.moments(bands.get(band))));
    }

    private static Expression formula(Moments range) {
        double span = range.max() == range.min() ? 1 : range.max() - range.min();
        return Expression.input(0).minus(range.min()).over(span);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
