package dev.stampede.operators.geom;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Places of the pixels of a swath: band 0 x or longitude, band 1 y or latitude.
final class Swath {
    private Swath() {}

    /// One band row by row.
    static double[] coordinate(GeoRaster coordinates, int band) {
        if (coordinates.rank() != 3 || coordinates.bands() != 2) {
            throw new OperatorTypeException("coordinates have two bands, x and y, not " + coordinates.values());
        }
        return flat(coordinates, band, Valid.of(coordinates.withFill(OptionalDouble.empty())));
    }

    /// One band row by row, NaN where it is not valid.
    static double[] flat(GeoRaster raster, int band, Valid valid) {
        var view = raster.band(band);
        var values = new double[Math.multiplyExact(raster.width(), raster.height())];
        for (int i = 0; i < values.length; i++) {
            double value = view.get(i / raster.width(), i % raster.width());
            values[i] = valid.is(value) ? value : Double.NaN;
        }
        return values;
    }

    static void requireSize(GeoRaster in, GeoRaster coordinates) {
        if (in.rank() > 3 || in.width() != coordinates.width() || in.height() != coordinates.height()) {
            throw new OperatorTypeException(
                    "the swath is " + in.values() + ", its coordinates are " + coordinates.values());
        }
    }
}
