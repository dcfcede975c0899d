package dev.stampede.kernels.gridaccumulate;

/// Points sorted by grid cell, keeping their order inside a cell: a counting sort done once, so that cells
/// can be summed in parallel with the same result as one after another.
///
/// @param start `cells + 1` offsets into `point`
/// @param point zero-based points, cell after cell
public record CellOrder(int[] start, int[] point) {
    /// @param cell  zero-based cell of each point
    /// @param cells number of cells
    public static CellOrder of(int[] cell, int cells) {
        var start = new int[cells + 1];
        for (int c : cell) {
            start[c + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        var next = start.clone();
        var point = new int[cell.length];
        for (int p = 0; p < cell.length; p++) {
            point[next[cell[p]]++] = p;
        }
        return new CellOrder(start, point);
    }

    public int cells() {
        return start.length - 1;
    }
}
