package dev.stampede.io.sensor;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A product whose pixels lie in the order they were scanned, with longitude and latitude of each.
public final class SwathReader extends SensorSource {
    private static final int STRIP = 256;

    /// What geolocation is in.
    public static final Crs DEGREES = new Crs("EPSG:4326");

    private final RasterSource longitude;
    private final RasterSource latitude;

    private SwathReader(
            String sensor, List<String> bandNames, RasterSource values, RasterSource longitude, RasterSource latitude) {
        super(sensor, bandNames, values);
        this.longitude = longitude;
        this.latitude = latitude;
    }

    /// @param values    the pixels; closed with the reader where it can be, as are the others
    /// @param longitude degrees east, one band of the same rows and columns
    /// @param latitude  degrees north, likewise
    /// @throws IllegalArgumentException if sizes differ, or there is not a name for each band
    public static SwathReader of(
            String sensor, List<String> bandNames, RasterSource values, RasterSource longitude, RasterSource latitude) {
        for (var place : List.of(longitude, latitude)) {
            if (place.bands() != 1 || place.width() != values.width() || place.height() != values.height()) {
                throw new IllegalArgumentException("geolocation of " + sensor + " has " + place.bands() + " bands of "
                        + place.height() + " x " + place.width() + ", expected one of " + values.height() + " x "
                        + values.width());
            }
        }
        return new SwathReader(sensor, bandNames, values, longitude, latitude);
    }

    @Override
    public Affine affine() {
        return Affine.IDENTITY;
    }

    @Override
    public Crs crs() {
        return Crs.NONE;
    }

    @Override
    public boolean isSwath() {
        return true;
    }

    /// Longitude and latitude, `float64`; NaN where the file has none, and outside of it.
    @Override
    public Optional<GeoRaster> geolocation(SegmentAllocator allocator, Window window) throws IOException {
        var places = ArrayView.allocate(allocator, DType.FLOAT64, 2, window.height(), window.width());
        places.fill(Double.NaN);
        var shared = window.intersection(window());
        if (shared.isPresent()) {
            var inside = shared.get().relativeTo(window.col(), window.row());
            copy(longitude, shared.get(), places.select(0, 0).window(inside));
            copy(latitude, shared.get(), places.select(0, 1).window(inside));
        }
        return Optional.of(new GeoRaster(
                places,
                affine().at(window.col(), window.row()),
                Crs.NONE,
                OptionalDouble.of(Double.NaN),
                Attributes.NONE.withBandNames(List.of("longitude", "latitude"))));
    }

    private static void copy(RasterSource source, Window window, ArrayView out) throws IOException {
        try (var scratch = Arena.ofConfined()) {
            var read = source.read(scratch, window, null);
            var values = read.rank() == 2 ? read.values() : read.values().select(0, 0);
            out.copyFrom(values);
            double none = source.fill().orElse(Double.NaN);
            for (int row = 0; row < out.size(0); row++) {
                for (int col = 0; col < out.size(1); col++) {
                    if (out.get(row, col) == none) {
                        out.set(Double.NaN, row, col);
                    }
                }
            }
        }
    }

    /// The box of all places, degrees; empty if none is known. A swath over the antimeridian gets the box around
    /// the Earth.
    /// @throws IOException if it cannot be read
    public Optional<Bounds> placeBounds() throws IOException {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int top = 0; top < height(); top += STRIP) {
            try (var scratch = Arena.ofConfined()) {
                var strip = new Window(0, top, width(), Math.min(STRIP, height() - top));
                var places = geolocation(scratch, strip).orElseThrow().values();
                for (long row = 0; row < places.rows(); row++) {
                    int axis = row < strip.height() ? 0 : 1;
                    for (int col = 0; col < width(); col++) {
                        double at = Elements.getDouble(places.segment(), DType.FLOAT64, places.rowStart(row) + col);
                        low[axis] = at < low[axis] ? at : low[axis];
                        high[axis] = at > high[axis] ? at : high[axis];
                    }
                }
            }
        }
        return low[0] <= high[0] && low[1] <= high[1]
                ? Optional.of(new Bounds(low[0], low[1], high[0], high[1]))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            close(values());
        } finally {
            try {
                close(longitude);
            } finally {
                close(latitude);
            }
        }
    }
}
