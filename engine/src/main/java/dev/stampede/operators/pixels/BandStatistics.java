package dev.stampede.operators.pixels;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.Moments;
import dev.stampede.kernels.statistics.OrderStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Statistics of bands that do not look at NaN.
public final class BandStatistics {
    private BandStatistics() {}

    /// The arrays of the bands; rank 2 is its own only band.
    public static List<ArrayView> bands(GeoRaster raster) {
        if (raster.rank() == 2) {
            return List.of(raster.values());
        }
        var bands = new ArrayList<ArrayView>();
        for (int band = 0; band < raster.bands(); band++) {
            bands.add(raster.values().select(-3, band));
        }
        return bands;
    }

    /// Percentiles by linear interpolation between order statistics (rank `p / 100 (n - 1)`).
    /// @return as many as asked for; NaN if there is no number
    public static double[] percentiles(ArrayView values, double... percents) {
        try (var scratch = Arena.ofConfined()) {
            return OrderStatistics.percentiles(planes(values, scratch), values.size(-2), values.size(-1), percents);
        }
    }

    /// Number, range, mean and population variance.
    public static Moments moments(ArrayView values) {
        try (var scratch = Arena.ofConfined()) {
            return Moments.of(planes(values, scratch), values.size(-2), values.size(-1));
        }
    }

    private static List<Plane> planes(ArrayView values, Arena scratch) {
        var unit = values.hasUnitColumns() ? values : values.copy(scratch);
        var planes = new ArrayList<Plane>();
        collect(unit, planes);
        return planes;
    }

    private static void collect(ArrayView values, List<Plane> out) {
        if (values.rank() == 2) {
            out.add(Pixels.plane(values));
            return;
        }
        for (int i = 0; i < values.size(0); i++) {
            collect(values.select(0, i), out);
        }
    }
}
