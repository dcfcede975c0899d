package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.raster.ArrayView;
import java.util.Optional;

/// Median 0 and quartile range 1: `(x - median) / iqr` per band, iqr = P75 - P25, 0 counts as 1.
public final class RobustScaler extends ShiftAndScale<RobustScaler.Settings> {
    /// @param median one or one per band
    /// @param iqr one or one per band
    /// @param fitOnCall whether to learn missing ones on the first call, false
    public record Settings(
            Optional<PerBand> median,
            Optional<PerBand> iqr,
            @Default("false") boolean fitOnCall) {}

    /// @throws IllegalArgumentException if numbers are missing and it is not to learn them
    public RobustScaler(Settings settings) {
        super(settings, settings.median(), settings.iqr(), settings.fitOnCall(), "median and iqr");
    }

    @Override
    double[] fit(ArrayView band) {
        var quartiles = BandStatistics.percentiles(band, 50, 25, 75);
        return new double[] {quartiles[0], quartiles[2] - quartiles[1]};
    }

    @Override
    Expression scaled(double first, double second) {
        return formula(first, second);
    }
}
