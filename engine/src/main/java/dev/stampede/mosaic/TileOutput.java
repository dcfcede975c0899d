package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.io.raster.RasterWriter.OverviewSize;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Tiles of an image on their way into a file, in the file's pixel type, and the file's overviews. The first
/// overview is made of the tiles while they are in memory, where half a tile is a number of whole blocks of it;
/// the others, a quarter of the work, are each made of the one before when that is whole.
///
/// Pixels depend on the image alone, not on the order of tiles or the number of threads. Memory is one tile for
/// each thread.
final class TileOutput {
    private static final int ALIGNMENT = 64;
    private static final int[] FACTORS = {2, 4, 8, 16, 32};

    /// Pixels of a side of what is made of an overview at a time.
    private static final int SIDE = 512;

    private final PixelSource source;
    private final RasterInfo info;
    private final RasterWriter writer;
    private final DType stored;
    private final ElementType element;
    private final int[] bands;
    private final List<OverviewSize> overviews = new ArrayList<>();
    private final List<OverviewMeans> means = new ArrayList<>(); // of each band
    private final boolean fromTiles;

    /// What is done with pixels of a tile that was written.
    @FunctionalInterface
    interface Written {
        void pixels(MemorySegment stored) throws IOException;
    }

    /// @param writer    of a file of the image's grid and type
    /// @param tile      columns and rows of the file's tiles
    /// @param overviews whether the file gets overviews 2 to 32
    /// @throws IOException if overviews cannot be made
    TileOutput(PixelSource source, RasterWriter writer, int tile, boolean overviews) throws IOException {
        this.source = source;
        this.info = source.info();
        this.writer = writer;
        this.stored = stored(info);
        this.element = ElementType.valueOf(stored.name());
        this.bands = IntStream.rangeClosed(1, info.bands()).toArray();
        if (overviews) {
            int block = Math.min(SIDE, Integer.lowestOneBit(tile / 2));
            this.overviews.addAll(writer.addOverviews(block, FACTORS));
            info.noData().forEach(absent -> means.add(new OverviewMeans(info.dtype(), element, absent)));
        }
        this.fromTiles = tile > 0 && !this.overviews.isEmpty() && isWhole(tile / 2, this.overviews.getFirst());
    }

    /// Whether parts of this size are made of blocks. A block is then written once and never read again, which
    /// in a file that is continued might fail.
    private static boolean isWhole(int side, OverviewSize overview) {
        return side % overview.blockWidth() == 0 && side % overview.blockHeight() == 0;
    }

    /// The type pixels are handed over in: the file's, or doubles for what doubles do not hold exactly.
    static DType stored(RasterInfo info) {
        return switch (info.dtype()) {
            case BOOL, INT64, UINT64 -> DType.FLOAT64;
            default -> info.dtype();
        };
    }

    /// Computes a tile, writes it and what lies over it in the first overview.
    /// @throws IOException if a file cannot be read or written
    void write(Window tile, Written written) throws IOException {
        var needed = fromTiles ? union(tile, under(1, over(tile))) : tile;
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(source.bytes(needed), ALIGNMENT);
            source.read(needed, pixels);
            var packed = narrow(pixels, needed, tile, scratch);
            writer.write(tile, bands, stored, packed);
            written.pixels(packed);
            if (fromTiles) {
                var finer = needed.equals(tile) ? packed : narrow(pixels, needed, needed, scratch);
                overview(1, finer, needed, over(tile), scratch);
            }
        }
    }

    /// The first overview over tiles that are in the file already.
    /// @throws IOException if the file cannot be read or written
    void overviewOf(List<Window> tiles, Workers workers) throws IOException {
        if (fromTiles) {
            workers.forEach(tiles.size(), (from, to) -> overviewOfFile(1, over(tiles.get((int) from))));
        }
    }

    /// The overviews that are not made of tiles, when those are written.
    /// @throws IOException if the file cannot be read or written
    void finish(Workers workers) throws IOException {
        for (int level = fromTiles ? 2 : 1; level <= overviews.size(); level++) {
            int number = level;
            var overview = overviews.get(level - 1);
            int cols = Math.ceilDiv(SIDE, overview.blockWidth()) * overview.blockWidth();
            int rows = Math.ceilDiv(SIDE, overview.blockHeight()) * overview.blockHeight();
            var windows = Tiles.of(overview.window(), cols, rows);
            workers.forEach(windows.size(), (from, to) -> overviewOfFile(number, windows.get((int) from)));
        }
    }

    private void overviewOfFile(int level, Window window) throws IOException {
        var needed = under(level, window);
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(needed.pixels() * bands.length * stored.bytes(), ALIGNMENT);
            writer.readBack(level - 2, needed, bands, stored, pixels);
            overview(level, pixels, needed, window, scratch);
        }
    }

    /// @param pixels of the finer level
    /// @param there  the window of the finer level that they fill
    /// @param window of the overview
    private void overview(int level, MemorySegment pixels, Window there, Window window, TileScratch scratch)
            throws IOException {
        var out = scratch.allocate(window.pixels() * bands.length * stored.bytes(), ALIGNMENT);
        for (int band = 0; band < bands.length; band++) {
            means.get(band)
                    .compute(
                            new OverviewMeans.Pixels(pixels, band * there.pixels(), there),
                            cols(level),
                            rows(level),
                            new OverviewMeans.Pixels(out, band * window.pixels(), window));
        }
        writer.writeOverview(level - 1, window, bands, stored, out);
    }

    /// The pixels of a window in the file's type, out of doubles of a window around it.
    private MemorySegment narrow(MemorySegment pixels, Window there, Window window, TileScratch scratch) {
        var packed = scratch.allocate(window.pixels() * bands.length * stored.bytes(), ALIGNMENT);
        var values = new double[window.width()];
        var pixelRow = new PixelRow(element, window.width());
        for (int band = 0; band < bands.length; band++) {
            for (int row = 0; row < window.height(); row++) {
                long from = band * there.pixels()
                        + (long) (window.row() + row - there.row()) * there.width()
                        + window.col()
                        - there.col();
                MemorySegment.copy(pixels, ValueLayout.JAVA_DOUBLE, from * Double.BYTES, values, 0, window.width());
                pixelRow.store(values, window.width(), packed, band * window.pixels() + (long) row * window.width());
            }
        }
        return packed;
    }

    /// @param level 0 for the image, then its overviews
    private Window level(int level) {
        return level == 0 ? info.window() : overviews.get(level - 1).window();
    }

    private HalvedAxis cols(int level) {
        return new HalvedAxis(level(level - 1).width(), level(level).width());
    }

    private HalvedAxis rows(int level) {
        return new HalvedAxis(level(level - 1).height(), level(level).height());
    }

    /// What of the first overview is made of a tile, which begins at an even pixel.
    private static Window over(Window tile) {
        int col = tile.col() / 2;
        int row = tile.row() / 2;
        return new Window(col, row, Math.ceilDiv(tile.endCol(), 2) - col, Math.ceilDiv(tile.endRow(), 2) - row);
    }

    /// All that lies under a window of an overview.
    private Window under(int level, Window window) {
        int col = cols(level).first(window.col());
        int row = rows(level).first(window.row());
        return new Window(
                col,
                row,
                cols(level).end(window.endCol() - 1) - col,
                rows(level).end(window.endRow() - 1) - row);
    }

    private static Window union(Window a, Window b) {
        int col = Math.min(a.col(), b.col());
        int row = Math.min(a.row(), b.row());
        return new Window(col, row, Math.max(a.endCol(), b.endCol()) - col, Math.max(a.endRow(), b.endRow()) - row);
    }
}
