package dev.stampede.kernels.gridaccumulate;

/// Points sorted by grid cell, keeping their order inside a cell: a counting sort done once, so that cells
/// can be summed in parallel with the same result as one after another. Safe to use from several threads.
public final class CellOrder {
    private final int[] start;
    private final int[] point;

    /// Made when first asked for.
    private volatile CellLanes lanes;

    private CellOrder(int[] start, int[] point) {
        this.start = start;
        this.point = point;
    }

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

    /// `cells + 1` offsets into [#point()]; borrowed.
    public int[] start() {
        return start;
    }

    /// Zero-based points, cell after cell; borrowed.
    public int[] point() {
        return point;
    }

    /// The cells in groups of `width`.
    CellLanes lanes(int width) {
        var made = lanes;
        if (made == null || made.width() != width) {
            synchronized (this) {
                made = lanes;
                if (made == null || made.width() != width) {
                    made = CellLanes.of(this, width);
                    lanes = made;
                }
            }
        }
        return made;
    }
}
