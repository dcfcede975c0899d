package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.function.IntPredicate;

/// Carriers as planes of spectra.
final class Spectra {
    private Spectra() {}

    /// @throws OperatorTypeException if there is no band axis, or a time axis
    static GeoRaster require(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("spectra need bands, rows and columns, not " + in.values());
        }
        return in;
    }

    /// One plane a band. Rows whose columns are not neighbours in memory are copied.
    static List<Plane> planes(GeoRaster in) {
        require(in);
        var dense = in.values().hasUnitColumns() ? in : in.rewrap(in.values().copy(RasterMemory.current()));
        return BandStatistics.bands(dense).stream().map(Pixels::plane).toList();
    }

    /// Mean and scatter of the whole pixels a rule takes.
    /// @throws IllegalArgumentException if there are fewer than two
    static CrossMoments moments(GeoRaster in, IntPredicate taken) {
        var moments = CrossMoments.of(planes(in), in.height(), in.width(), taken);
        if (moments.count() < 2) {
            throw new IllegalArgumentException("a background needs two pixels whose bands are all finite; there are "
                    + moments.count() + " in " + in.values());
        }
        return moments;
    }
}
