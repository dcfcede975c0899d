package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalException;
import dev.stampede.bindings.gdal.GdalLibrary;

/// The library's cache of blocks, shared by all open rasters of the process.
public final class RasterCache {
    private RasterCache() {}

    /// Bounds it from now on.
    /// @throws GdalException if GDAL is missing
    public static void limit(long bytes) throws GdalException {
        GdalLibrary.limitCache(bytes);
    }
}
