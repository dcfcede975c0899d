package dev.stampede.patcher.sampler;

import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;

/// Where anchors may lie: 0 to these, both included.
record AnchorRange(int lastRow, int lastCol) {
    static AnchorRange of(RasterGrid grid, PatchSize size, Boundary boundary) {
        return new AnchorRange(
                boundary.lastAnchor(grid.height(), size.rows()), boundary.lastAnchor(grid.width(), size.cols()));
    }

    PixelAnchor clamp(int row, int col) {
        return new PixelAnchor(Math.clamp(row, 0, lastRow), Math.clamp(col, 0, lastCol));
    }
}
