package dev.stampede.mosaic.source;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.raster.Window;
import java.util.Optional;

/// An image cut into tiles that hold whole blocks of its file, so that no block is decoded for two tiles.
///
/// @param tileWidth  columns, but for the last of a row
/// @param tileHeight rows, but for the last
record Tiling(int width, int height, int tileWidth, int tileHeight) {
    /// What a tile has where blocks are smaller.
    private static final int SIDE = Tiles.SIDE;

    private static final long MOST_PIXELS = 1 << 22;

    /// @return empty if the blocks of the file are too large
    static Optional<Tiling> of(RasterInfo info) {
        int cols = Math.min(info.width(), wholeBlocks(info.blockWidth(), SIDE));
        int rows = wholeBlocks(info.blockHeight(), (int) Math.max(1, (long) SIDE * SIDE / cols));
        var tiling = new Tiling(info.width(), info.height(), cols, Math.min(info.height(), rows));
        return (long) cols * tiling.tileHeight() > MOST_PIXELS ? Optional.empty() : Optional.of(tiling);
    }

    private static int wholeBlocks(int block, int wanted) {
        return block >= wanted ? block : wanted / block * block;
    }

    int across() {
        return Math.ceilDiv(width, tileWidth);
    }

    int count() {
        return across() * Math.ceilDiv(height, tileHeight);
    }

    /// Of all tiles, were they full.
    long pixels() {
        return (long) count() * tileWidth * tileHeight;
    }

    Window window(int tile) {
        int col = tile % across() * tileWidth;
        int row = tile / across() * tileHeight;
        return new Window(col, row, Math.min(tileWidth, width - col), Math.min(tileHeight, height - row));
    }

    /// The tile that holds a pixel.
    int tile(int col, int row) {
        return row / tileHeight * across() + col / tileWidth;
    }
}
