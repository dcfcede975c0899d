package dev.stampede.operators.geom;

import dev.stampede.raster.GeoRaster;

/// Which values are data: not NaN, and not the fill value.
record Valid(boolean hasFill, double fill) {
    static Valid of(GeoRaster raster) {
        return new Valid(raster.fill().isPresent(), raster.fill().orElse(Double.NaN));
    }

    boolean is(double value) {
        return value == value && !(hasFill && value == fill);
    }
}
