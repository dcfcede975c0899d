package dev.stampede.bindings.gdal;

import dev.stampede.bindings.gdal.generated.GDALRasterIOExtraArg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Which pixels go where: a window of the file, the bands, and how they lie in memory, band-sequential with
/// rows of `outWidth` samples. With an output of another size than the window GDAL resamples (and uses
/// overviews).
///
/// @param col       first column of the window, from 0
/// @param row       first row of the window, from 0
/// @param width     columns of the window
/// @param height    rows of the window
/// @param outWidth  columns in memory
/// @param outHeight rows in memory
/// @param bands     band numbers, from 1, in the order they lie in memory
/// @param type      type of the samples in memory
/// @param resampling GDAL's code, see [Resampling]
public record GdalRequest(
        int col,
        int row,
        int width,
        int height,
        int outWidth,
        int outHeight,
        int[] bands,
        GdalType type,
        Resampling resampling) {
    /// How GDAL fills an output of another size.
    public enum Resampling {
        NEAREST,
        BILINEAR,
        CUBIC,
        CUBIC_SPLINE,
        LANCZOS,
        AVERAGE,
        MODE
    }

    private static final int EXTRA_VERSION = 1;

    public GdalRequest {
        bands = bands.clone();
        if (width < 1 || height < 1 || outWidth < 1 || outHeight < 1 || bands.length == 0) {
            throw new IllegalArgumentException("nothing to transfer: window " + width + " x " + height + ", memory "
                    + outWidth + " x " + outHeight + ", " + bands.length + " bands");
        }
    }

    /// A window at its own size.
    public static GdalRequest window(int col, int row, int width, int height, int[] bands, GdalType type) {
        return new GdalRequest(col, row, width, height, width, height, bands, type, Resampling.NEAREST);
    }

    @Override
    public int[] bands() {
        return bands.clone();
    }

    long lineBytes() {
        return (long) outWidth * type.bytes();
    }

    long bandBytes() {
        return Math.multiplyExact(lineBytes(), (long) outHeight);
    }

    /// Bytes in memory.
    public long bytes() {
        return Math.multiplyExact(bandBytes(), (long) bands.length);
    }

    void requireRoom(MemorySegment samples) {
        if (samples.byteSize() < bytes()) {
            throw new IllegalArgumentException(
                    this + " needs " + bytes() + " bytes in memory, the segment has " + samples.byteSize());
        }
        if (!samples.isNative()) {
            throw new IllegalArgumentException("pixels go to and from native segments only");
        }
    }

    MemorySegment extra(Arena arena) {
        var extra = GDALRasterIOExtraArg.allocate(arena);
        GDALRasterIOExtraArg.nVersion(extra, EXTRA_VERSION);
        GDALRasterIOExtraArg.eResampleAlg(extra, resampling.ordinal());
        return extra;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GdalRequest that
                && col == that.col
                && row == that.row
                && width == that.width
                && height == that.height
                && outWidth == that.outWidth
                && outHeight == that.outHeight
                && type == that.type
                && resampling == that.resampling
                && Arrays.equals(bands, that.bands);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bands) + 31 * (col + 31 * (row + 31 * (width + 31 * height)));
    }

    @Override
    public String toString() {
        return "columns " + col + " to " + (col + width - 1L) + ", rows " + row + " to " + (row + height - 1L)
                + " of bands " + Arrays.toString(bands);
    }
}
