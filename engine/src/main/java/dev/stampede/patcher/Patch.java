package dev.stampede.patcher;

import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;

/// A part of a raster and how much its cells count. It lives as long as the allocator it was read with.
///
/// @param anchor  its upper-left pixel before anything was cut off
/// @param window  the pixels of the raster it covers; may reach beyond the raster
/// @param data    the values, of the window's size, with the map position of the window
/// @param weights of the window's size
public record Patch(PixelAnchor anchor, Window window, GeoRaster data, Weights weights) {
    /// @throws IllegalArgumentException if data or weights are not of the window's size
    public Patch {
        if (data.height() != window.height()
                || data.width() != window.width()
                || weights.rows() != window.height()
                || weights.cols() != window.width()) {
            throw new IllegalArgumentException("the patch at " + anchor + " covers " + window.height() + " x "
                    + window.width() + " pixels; its data are " + data.height() + " x " + data.width()
                    + ", its weights " + weights.rows() + " x " + weights.cols());
        }
    }

    /// The same patch with other values of the same rows and columns.
    /// @throws IllegalArgumentException if rows or columns differ
    public Patch with(GeoRaster result) {
        return new Patch(anchor, window, result, weights);
    }
}
