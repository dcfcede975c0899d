package dev.stampede.operators.normalize;

import dev.stampede.kernels.statistics.Moments;
import dev.stampede.operators.core.SettingsOperator;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches: returns its input and keeps number, range, mean and deviation of each band of the last call.
public final class PerBandStats extends SettingsOperator<PerBandStats.Settings, GeoRaster, GeoRaster> {
    private volatile List<BandStats> stats = List.of();

    /// @param percentiles percents to keep too
    public record Settings(Optional<List<Double>> percentiles) {}

    /// Statistics of one band.
    public record BandStats(Moments moments, List<Double> percentiles) {}

    public PerBandStats(Settings settings) {
        super(settings);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var percents = settings().percentiles().orElse(List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        var all = new ArrayList<BandStats>();
        for (var band : BandStatistics.bands(in)) {
            var values = new ArrayList<Double>();
            for (double value : BandStatistics.percentiles(band, percents)) {
                values.add(value);
            }
            all.add(new BandStats(BandStatistics.moments(band), List.copyOf(values)));
        }
        stats = List.copyOf(all);
        return in;
    }

    /// Of the last call, per band; empty before the first.
    public List<BandStats> stats() {
        return stats;
    }
}
