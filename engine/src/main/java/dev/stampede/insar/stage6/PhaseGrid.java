package dev.stampede.insar.stage6;

import dev.stampede.memory.FloatMatrix;

/// The square cells of the unwrapping grid and the points in them. Rows run with y, columns with x; the last
/// row and the last column are folded into their neighbours.
///
/// @param rows   number of rows
/// @param cols   number of columns
/// @param size   of a cell, m
/// @param xMin   smallest x, m
/// @param yMin   smallest y, m
/// @param cellOf cell of every point, `row + col * rows`
record PhaseGrid(int rows, int cols, double size, float xMin, float yMin, int[] cellOf) {
    /// Keeps the first point inside the first cell, m.
    private static final float MARGIN = 1e-3f;

    /// @param xy `[ps, 2]` m
    /// @throws IllegalArgumentException if the points lie in a single row or column of cells
    static PhaseGrid of(FloatMatrix xy, double size) {
        int n = xy.rows();
        float xMin = least(xy, 0);
        float yMin = least(xy, 1);
        int rows = cell(greatest(xy, 1), yMin, size) - 1;
        int cols = cell(greatest(xy, 0), xMin, size) - 1;
        if (rows < 1 || cols < 1) {
            throw new IllegalArgumentException(
                    "the points span less than two cells of " + size + " m; make unwrap_grid_size smaller");
        }
        var cellOf = new int[n];
        for (int p = 0; p < n; p++) {
            int row = Math.min(cell(xy.get(p, 1), yMin, size), rows) - 1;
            int col = Math.min(cell(xy.get(p, 0), xMin, size), cols) - 1;
            cellOf[p] = row + col * rows;
        }
        return new PhaseGrid(rows, cols, size, xMin, yMin, cellOf);
    }

    /// One-based, in single precision throughout as StaMPS computes it: points on a border depend on that.
    private static int cell(float value, float min, double size) {
        return (int) Math.ceil((value - min + MARGIN) / (float) size);
    }

    /// @throws IllegalArgumentException if a side is shorter than the filter window, naming grid, window and
    ///                                  the largest `unwrap_grid_size` that would fit
    void requireRoomFor(int window, FloatMatrix xy, double scale) {
        if (Math.min(rows, cols) >= window) {
            return;
        }
        double span = Math.min(greatest(xy, 1) - yMin, greatest(xy, 0) - xMin);
        // Just over `window` cells, the last of which is folded away.
        double fits = Math.floor(span / window * 10) / 10;
        while (fits > 0 && !fits(xy, fits, window)) {
            fits -= 0.1;
        }
        throw new IllegalArgumentException("the unwrapping grid of " + size + " m is " + rows + " x " + cols
                + " cells, the filter window needs " + window + " x " + window
                + (fits > 0
                        ? "; the largest unwrap_grid_size that fits is "
                                + String.format(java.util.Locale.ROOT, "%.1f", fits / scale)
                        : "")
                + "; or make unwrap_gold_n_win smaller");
    }

    private static boolean fits(FloatMatrix xy, double size, int window) {
        return cell(greatest(xy, 1), least(xy, 1), size) - 1 >= window
                && cell(greatest(xy, 0), least(xy, 0), size) - 1 >= window;
    }

    private static float least(FloatMatrix xy, int col) {
        float least = Float.POSITIVE_INFINITY;
        for (int p = 0; p < xy.rows(); p++) {
            least = Math.min(least, xy.get(p, col));
        }
        return least;
    }

    private static float greatest(FloatMatrix xy, int col) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int p = 0; p < xy.rows(); p++) {
            greatest = Math.max(greatest, xy.get(p, col));
        }
        return greatest;
    }
}
