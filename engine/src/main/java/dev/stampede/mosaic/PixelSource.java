package dev.stampede.mosaic;

import dev.stampede.raster.Window;
import dev.stampede.io.raster.RasterInfo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// An image whose pixels can be had window by window: a file, or the result of a stage over another image,
/// computed when asked for. Stages are written over this, so that a chain of them gives the same pixels
/// whether files lie between them or not.
///
/// Any number of threads may read at once. Every pixel is a number that the type in [#info] holds exactly,
/// and depends on its place only, not on the window it is asked for with.
public interface PixelSource extends AutoCloseable {
    /// For messages, and the name of what is made from it.
    String name();

    /// Grid, type and no-data values.
    RasterInfo info();

    /// Fills all bands of a window.
    /// @param window    inside the image
    /// @param outPixels `bands x height x width` doubles, native
    /// @throws IOException if a file cannot be read
    void read(Window window, MemorySegment outPixels) throws IOException;

    /// @throws IOException if a file cannot be closed
    @Override
    default void close() throws IOException {}
}
