package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.raster.ArrayView;
import java.util.Optional;

/// Mean 0 and deviation 1: `(x - mean) / std` per band, a std of 0 counts as 1.
public final class StandardScaler extends ShiftAndScale<StandardScaler.Settings> {
    /// @param mean one or one per band
    /// @param std one or one per band
    /// @param fitOnCall whether to learn missing ones on the first call, false
    public record Settings(
            Optional<PerBand> mean,
            Optional<PerBand> std,
            @Default("false") boolean fitOnCall) {}

    /// @throws IllegalArgumentException if numbers are missing and it is not to learn them
    public StandardScaler(Settings settings) {
        super(settings, settings.mean(), settings.std(), settings.fitOnCall(), "mean and std");
    }

    @Override
    double[] fit(ArrayView band) {
        var moments = BandStatistics.moments(band);
        return new double[] {moments.mean(), moments.std()};
    }

    @Override
    Expression scaled(double first, double second) {
        return formula(first, second);
    }
}
