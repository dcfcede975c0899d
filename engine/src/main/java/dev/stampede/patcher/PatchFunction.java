package dev.stampede.patcher;

import dev.stampede.raster.GeoRaster;

/// Work on one patch: other values for the same rows and columns. Called by several threads at once. What
/// it allocates through [dev.stampede.raster.RasterMemory] is gone once the patch is merged.
@FunctionalInterface
public interface PatchFunction {
    GeoRaster apply(Patch patch) throws Exception;
}
