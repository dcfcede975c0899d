package dev.stampede.operators.checks;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;

/// Refuses a raster with values outside of a range, limits included, and returns it otherwise. NaN is not looked at;
/// a raster of nothing but NaN passes. Errors: a failed check names the range found and the range allowed.
///
/// @param min    smallest value allowed
/// @param max    largest value allowed
/// @param onFail `raise`, or `warn` to log and go on
public record AssertValueRange(
        double min, double max, @Default("\"raise\"") OnFail onFail) implements Operator<GeoRaster, GeoRaster> {
    public AssertValueRange {
        Require.that(min <= max, "min", min, "at most max, " + max);
    }

    public AssertValueRange(double min, double max) {
        this(min, max, OnFail.RAISE);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var found = BandStatistics.moments(in.values());
        if (found.count() > 0 && (found.min() < min || found.max() > max)) {
            onFail.failed("AssertValueRange: values from " + found.min() + " to " + found.max() + ", expected " + min
                    + " to " + max);
        }
        return in;
    }
}
