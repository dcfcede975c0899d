package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;

/// The middle of each band, a list of numbers. NaN and infinities are left out; a band without a number is
/// refused.
///
///     mean       sum x / n
///     median     the middle one; of an even number the mean of the two in the middle
///     trimmed    the mean without floor(trim n) values at each end
///     huber      sum w x / sum w,  w = min(1, c s / |x - m|),  s = 1.4826 median |x - median|, until m settles
///
/// Source: Huber (1964), doi:10.1214/aoms/1177703732.
///
/// @param method mean, median, trimmed or huber
/// @param trim   share cut off at each end, 0.1; at least 0 and below 0.5
/// @param huberC deviations beyond which values count less, 1.345
public record EstimateMean(
        @Default("\"mean\"") MeanMethod method,
        @Default("0.1") double trim,
        @Default("1.345") double huberC) implements Operator<GeoRaster, List<Double>> {
    static final double TRIM = 0.1;
    static final double HUBER = 1.345;

    public EstimateMean {
        Require.that(trim >= 0 && trim < 0.5, "trim", trim, "at least 0 and below 0.5");
        Require.that(huberC > 0, "huber_c", huberC, "above 0");
    }

    @Override
    public List<Double> compute(GeoRaster in) {
        return Arrays.stream(Middle.of(in, method, trim, huberC)).boxed().toList();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
