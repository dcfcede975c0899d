package dev.stampede.mosaic.source;

import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An image whose pixels are computed or read when asked for. Safe to use from several threads. Every pixel is
/// a number its pixel type holds exactly, or the no-data value.
public interface PixelSource {
    /// Base name of the image.
    String name();

    int width();

    int height();

    int bands();

    /// Where the pixels lie: rows go down, columns to the right.
    Affine affine();

    /// Reference system as WKT.
    String crs();

    /// What the pixels would be in a file.
    DType dtype();

    /// The one number that stands for no data in every band; `NaN` for floating-point images without one.
    double noData();

    /// Fills `bands x height x width` doubles, rows within a band without gaps.
    /// @param scratch memory for whatever the source needs meanwhile, freed by the caller
    /// @throws IOException if a file cannot be read
    void read(Window window, Arena scratch, MemorySegment outPixels) throws IOException;

    default Window window() {
        return Window.of(width(), height());
    }

    default Bounds bounds() {
        return affine().bounds(width(), height());
    }

    default PixelRange range() {
        return PixelTypes.range(dtype());
    }

    /// Bytes [#read] fills.
    default long bytes(Window window) {
        return Math.multiplyExact(window.pixels() * bands(), (long) Double.BYTES);
    }
}
