package dev.stampede.patcher;

import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;

/// The index space of a raster: how many pixels and where they lie.
///
/// @param height rows, at least 1
/// @param width  columns, at least 1
/// @param affine pixel corners to map coordinates
/// @param crs    of the map coordinates
public record RasterGrid(int height, int width, Affine affine, Crs crs) {
    /// @throws IllegalArgumentException if it has no pixel
    public RasterGrid {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a grid of " + height + " rows and " + width + " columns has no pixel");
        }
    }

    /// A grid of pixel numbers.
    public static RasterGrid of(int height, int width) {
        return new RasterGrid(height, width, Affine.IDENTITY, Crs.NONE);
    }

    /// That of a raster.
    public static RasterGrid of(RasterSource raster) {
        return new RasterGrid(raster.height(), raster.width(), raster.affine(), raster.crs());
    }

    /// All of it.
    public Window window() {
        return Window.of(width, height);
    }

    @Override
    public String toString() {
        return height + " rows x " + width + " columns";
    }
}
