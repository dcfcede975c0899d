package dev.stampede.operators.checks;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;

/// Refuses a raster with too few values that are not NaN, and returns it otherwise. The share counts cells of all
/// bands; the fill value is not looked at. Errors: a failed check names the share found and the share needed.
///
/// @param minValid share of cells that must not be NaN, 0 to 1
/// @param onFail   `raise`, or `warn` to log and go on
public record AssertValidFraction(
        double minValid, @Default("\"raise\"") OnFail onFail) implements Operator<GeoRaster, GeoRaster> {
    public AssertValidFraction {
        Require.that(minValid >= 0 && minValid <= 1, "min_valid", minValid, "0 to 1");
    }

    public AssertValidFraction(double minValid) {
        this(minValid, OnFail.RAISE);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        double valid = (double) BandStatistics.moments(in.values()).count()
                / in.values().elements();
        if (valid < minValid) {
            onFail.failed("AssertValidFraction: " + valid + " of the cells are valid, expected " + minValid);
        }
        return in;
    }
}
