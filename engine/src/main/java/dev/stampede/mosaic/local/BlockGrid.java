package dev.stampede.mosaic.local;

import dev.stampede.raster.Bounds;

/// A canvas cut into rows and columns of equal blocks; row 0 is the uppermost.
public record BlockGrid(Bounds canvas, int rows, int cols) {
    /// @throws IllegalArgumentException if it has no block or no area
    public BlockGrid {
        if (rows < 1 || cols < 1 || !(canvas.width() > 0 && canvas.height() > 0)) {
            throw new IllegalArgumentException("a grid of " + rows + " x " + cols + " blocks over " + canvas);
        }
    }

    /// About `total` blocks in the proportions of the canvas; never more than `total`.
    static BlockGrid ofTotal(Bounds canvas, int total) {
        boolean wide = canvas.width() > canvas.height();
        int cols = (int) Math.max(1, Math.rint(Math.sqrt(total * (canvas.width() / canvas.height()))));
        int rows = (int) Math.max(1, Math.rint((double) total / cols));
        while ((long) rows * cols < total) {
            cols += wide ? 1 : 0;
            rows += wide ? 0 : 1;
        }
        while ((long) rows * cols > total) {
            cols -= wide ? 1 : 0;
            rows -= wide ? 0 : 1;
        }
        return new BlockGrid(canvas, Math.max(1, rows), Math.max(1, cols));
    }

    public double blockWidth() {
        return canvas.width() / cols;
    }

    public double blockHeight() {
        return canvas.height() / rows;
    }

    public int blocks() {
        return Math.multiplyExact(rows, cols);
    }
}
