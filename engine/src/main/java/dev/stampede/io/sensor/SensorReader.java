package dev.stampede.io.sensor;

import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Optional;

/// A product of a sensor as a raster that is read lazily; what windows, types, fill values and places are,
/// [RasterSource] says. A format of one's own implements this, or hands its variables to [GriddedReader] or
/// [SwathReader]. Any number of threads may read at once; whoever opened it closes it.
public interface SensorReader extends RasterSource, AutoCloseable {
    /// Name of the sensor, such as `MSI` or `VIIRS`; also attribute `sensor` of what is read.
    String sensor();

    /// Names of the bands, in order; also names of the bands of what is read.
    List<String> bandNames();

    /// Whether pixels lie in the order they were scanned: the transform then is that of pixel numbers, there is no
    /// reference system, and [#geolocation] says where pixels lie.
    boolean isSwath();

    /// Where the centres of the pixels of a window lie.
    /// @return two bands, longitude and latitude, degrees of WGS 84; empty where pixels lie on a grid
    /// @throws IOException if it cannot be read
    Optional<GeoRaster> geolocation(SegmentAllocator allocator, Window window) throws IOException;

    /// @throws IOException if what it reads from cannot be closed
    @Override
    void close() throws IOException;
}
