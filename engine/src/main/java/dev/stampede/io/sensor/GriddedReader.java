package dev.stampede.io.sensor;

import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Optional;

/// A product whose pixels lie on a grid of the map.
public final class GriddedReader extends SensorSource {
    private GriddedReader(String sensor, List<String> bandNames, RasterSource values) {
        super(sensor, bandNames, values);
    }

    /// @param values the pixels; closed with the reader where it can be
    /// @throws IllegalArgumentException if there is not a name for each band
    public static GriddedReader of(String sensor, List<String> bandNames, RasterSource values) {
        return new GriddedReader(sensor, bandNames, values);
    }

    @Override
    public boolean isSwath() {
        return false;
    }

    @Override
    public Optional<GeoRaster> geolocation(SegmentAllocator allocator, Window window) {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        close(values());
    }
}
