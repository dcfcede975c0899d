package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
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

    /// As [#read], the first band only.
    /// @param outPixels `height x width` doubles, native
    /// @throws IOException if a file cannot be read
    default void readFirstBand(Window window, MemorySegment outPixels) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var all = arena.allocate(bytes(window), Double.BYTES);
            read(window, all);
            MemorySegment.copy(all, 0, outPixels, 0, window.pixels() * Double.BYTES);
        }
    }

    /// As [#read], where the window may hold nothing: then nothing is filled.
    /// @return false if every pixel is no data and the window was left as it was; true else
    /// @throws IOException if a file cannot be read
    default boolean readUnlessEmpty(Window window, MemorySegment outPixels) throws IOException {
        read(window, outPixels);
        return true;
    }

    default int width() {
        return info().width();
    }

    default int height() {
        return info().height();
    }

    default int bands() {
        return info().bands();
    }

    /// Where the pixels lie.
    /// @throws java.util.NoSuchElementException if nobody knows
    default Affine affine() {
        return info().affine().orElseThrow();
    }

    default Bounds bounds() {
        return affine().bounds(width(), height());
    }

    default Window window() {
        return info().window();
    }

    /// Reference system as WKT; empty for none.
    default String crs() {
        return info().crs();
    }

    default DType dtype() {
        return info().dtype();
    }

    /// The number that stands for no data in the first band; `NaN` if there is none.
    default double noData() {
        return info().noData().getFirst().orElse(Double.NaN);
    }

    default PixelRange range() {
        return PixelTypes.range(dtype());
    }

    /// Bytes [#read] fills.
    default long bytes(Window window) {
        return Math.multiplyExact(window.pixels() * bands(), (long) Double.BYTES);
    }

    /// @throws IOException if a file cannot be closed
    @Override
    default void close() throws IOException {}
}
