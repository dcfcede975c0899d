package dev.stampede.raster;

import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.OptionalDouble;

/// Something windows can be read from: a carrier in memory, a file, a mosaic. Any number of threads may read at
/// once.
public interface RasterSource {
    DType dtype();

    /// Sizes of all axes; the last two are rows and columns.
    int[] shape();

    Affine affine();

    Crs crs();

    /// The value that means "no data".
    OptionalDouble fill();

    Attributes attributes();

    /// Reads bands of a window, in the order asked for.
    /// @param allocator owns what is read; a source in memory may return a view of itself instead
    /// @param window    may reach beyond the raster: pixels outside hold the fill value, 0 without one. The
    ///                  result always has the window's size and its place
    /// @param bands     indexes from 0 along the axis before the rows; `null` for all. A raster of rank 2 takes
    ///                  `null` or 0
    /// @throws IOException               if it cannot be read
    /// @throws IndexOutOfBoundsException if a band does not exist
    GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException;

    /// Reads all bands of a window that may reach beyond the raster.
    /// @throws IOException if it cannot be read
    default GeoRaster read(SegmentAllocator allocator, Window window) throws IOException {
        return read(allocator, window, null);
    }

    /// Reads what of a window lies within the raster.
    /// @throws IOException              if it cannot be read
    /// @throws IllegalArgumentException if nothing does
    default GeoRaster readClipped(SegmentAllocator allocator, Window window) throws IOException {
        return read(allocator, clip(window), null);
    }

    /// Reads all of it.
    /// @throws IOException if it cannot be read
    default GeoRaster readAll(SegmentAllocator allocator) throws IOException {
        return read(allocator, window(), null);
    }

    default int width() {
        var shape = shape();
        return shape[shape.length - 1];
    }

    default int height() {
        var shape = shape();
        return shape[shape.length - 2];
    }

    /// Bands; 1 for rank 2.
    default int bands() {
        var shape = shape();
        return shape.length == 2 ? 1 : shape[shape.length - 3];
    }

    /// The window of all pixels.
    default Window window() {
        return Window.of(width(), height());
    }

    default Bounds bounds() {
        return affine().bounds(width(), height());
    }

    /// The part of a window within the raster.
    /// @throws IllegalArgumentException if nothing of it is
    default Window clip(Window window) {
        return window.intersection(window())
                .orElseThrow(() -> new IllegalArgumentException("the window (" + window
                        + ") does not meet the raster of " + width() + " columns and " + height() + " rows"));
    }
}
