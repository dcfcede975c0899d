package dev.stampede.mosaic.global;

import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.Window;
import java.util.ArrayList;
import java.util.List;

/// Which blocks of a raster sampled statistics read: every k-th in order of rows, k near the square root of
/// their number and never such that one column of blocks is read only.
final class SampledBlocks {
    private SampledBlocks() {}

    /// @param blockCols columns of a block
    /// @param blockRows rows of a block
    static List<Window> of(int width, int height, int blockCols, int blockRows) {
        int cols = Math.min(blockCols, width);
        int rows = Math.min(blockRows, height);
        var all = Tiles.of(Window.of(width, height), cols, rows);
        int across = (width + cols - 1) / cols;
        int step = Math.max(1, (int) Math.floor(Math.sqrt(all.size())));
        if (step == across && across > 1) {
            step++;
        }
        var chosen = new ArrayList<Window>();
        for (int block = 0; block < all.size(); block += step) {
            chosen.add(all.get(block));
        }
        return chosen;
    }
}
