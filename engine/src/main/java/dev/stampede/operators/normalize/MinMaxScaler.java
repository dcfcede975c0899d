package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.raster.ArrayView;
import java.util.List;
import java.util.Optional;

/// The range of each band to an output range, not clipped: `low + (high - low) (x - vmin) / (vmax - vmin)`, a range of
/// 0 counts as 1.
public final class MinMaxScaler extends ShiftAndScale<MinMaxScaler.Settings> {
    /// @param vmin one or one per band
    /// @param vmax one or one per band
    /// @param outRange low and high, 0 and 1
    /// @param fitOnCall whether to learn missing ones on the first call, false
    public record Settings(
            Optional<PerBand> vmin,
            Optional<PerBand> vmax,
            @Default("[0.0, 1.0]") List<Double> outRange,
            @Default("false") boolean fitOnCall) {}

    /// @throws IllegalArgumentException if numbers are missing and it is not to learn them
    public MinMaxScaler(Settings settings) {
        super(settings, settings.vmin(), settings.vmax(), settings.fitOnCall(), "vmin and vmax");
    }

    @Override
    double[] fit(ArrayView band) {
        var moments = BandStatistics.moments(band);
        return new double[] {moments.min(), moments.max()};
    }

    @Override
    Expression scaled(double first, double second) {
        double low = settings().outRange().get(0);
        double high = settings().outRange().get(1);
        return formula(first, second - first).times(high - low).plus(low);
    }
}
