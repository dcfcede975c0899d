package dev.stampede.mosaic.source;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// An image that decodes every tile of its file once: the first read of a tile puts it into a [DecodedStore],
/// the following take it from there. Pixels are those of the file.
final class DecodedSource implements PixelSource {
    private static final int LOCKS = 64;

    private final FileSource image;
    private final Tiling tiling;
    private final ElementType type;
    private final PixelWidening kernel;
    private final FileChannel channel;
    private final long start;
    private final AtomicIntegerArray stored; // 1 where the tile is in the file
    private final Object[] locks = new Object[LOCKS];

    /// @param start first byte in the file
    DecodedSource(
            FileSource image, Tiling tiling, ElementType type, PixelWidening kernel, FileChannel channel, long start) {
        this.image = image;
        this.tiling = tiling;
        this.type = type;
        this.kernel = kernel;
        this.channel = channel;
        this.start = start;
        this.stored = new AtomicIntegerArray(tiling.count());
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public RasterInfo info() {
        return image.info();
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        read(window, bands(), outPixels);
    }

    @Override
    public void readFirstBand(Window window, MemorySegment outPixels) throws IOException {
        read(window, 1, outPixels);
    }

    private void read(Window window, int bands, MemorySegment out) throws IOException {
        if (!window().contains(window)) {
            throw new IllegalArgumentException(
                    name() + " has " + width() + " columns and " + height() + " rows; asked for " + window);
        }
        for (int row = window.row(); row < window.endRow(); ) {
            Window tile = null;
            for (int col = window.col(); col < window.endCol(); col = tile.endCol()) {
                int number = tiling.tile(col, row);
                tile = tiling.window(number);
                try (var scratch = TileScratch.open()) {
                    part(number, tile, tile.intersection(window).orElseThrow(), bands, window, scratch, out);
                }
            }
            row = tile.endRow();
        }
    }

    /// The pixels of a window that lie in one tile.
    private void part(
            int number, Window tile, Window part, int bands, Window window, TileScratch scratch, MemorySegment out)
            throws IOException {
        if (stored.get(number) == 0) {
            synchronized (locks[number % LOCKS]) {
                if (stored.get(number) == 0) {
                    var decoded = scratch.allocate(tile.pixels() * bands() * type.bytes(), Double.BYTES);
                    image.readStored(tile, decoded);
                    keep(number, tile, decoded);
                    for (int band = 0; band < bands; band++) {
                        long plane = band * tile.pixels() + (long) (part.row() - tile.row()) * tile.width();
                        widen(decoded, plane, tile, part, band, window, out);
                    }
                    return;
                }
            }
        }
        long rows = (long) part.height() * tile.width();
        var lines = scratch.allocate(rows * type.bytes(), Double.BYTES);
        for (int band = 0; band < bands; band++) {
            long first = band * tile.pixels() + (long) (part.row() - tile.row()) * tile.width();
            try {
                DecodedStore.read(channel, at(number) + first * type.bytes(), lines.asByteBuffer());
            } catch (IOException lost) {
                stored.set(number, 0);
                part(number, tile, part, bands, window, scratch, out);
                return;
            }
            widen(lines, 0, tile, part, band, window, out);
        }
    }

    private long at(int number) {
        return start + (long) number * tiling.tileWidth() * tiling.tileHeight() * bands() * type.bytes();
    }

    private void keep(int number, Window tile, MemorySegment decoded) {
        try {
            DecodedStore.write(channel, at(number), decoded.asByteBuffer());
            stored.set(number, 1);
        } catch (IOException full) {
            stored.set(number, 0); // decoded again next time
        }
    }

    /// @param first number of the first pixel of the part's first row of the tile
    private void widen(
            MemorySegment pixels, long first, Window tile, Window part, int band, Window window, MemorySegment out) {
        long to = band * window.pixels()
                + (long) (part.row() - window.row()) * window.width()
                + part.col()
                - window.col();
        long from = first + part.col() - tile.col();
        if (part.width() == tile.width() && part.width() == window.width()) {
            kernel.widen(type, pixels, from, Math.toIntExact(part.pixels()), out, to);
            return;
        }
        for (int row = 0; row < part.height(); row++) {
            kernel.widen(
                    type,
                    pixels,
                    from + (long) row * tile.width(),
                    part.width(),
                    out,
                    to + (long) row * window.width());
        }
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
