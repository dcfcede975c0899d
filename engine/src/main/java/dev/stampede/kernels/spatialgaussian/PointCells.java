package dev.stampede.kernels.spatialgaussian;

import dev.stampede.memory.FloatMatrix;
import java.util.Arrays;

/// Points sorted into square cells, row by row, so that all points within a distance of a cell lie in a few
/// contiguous runs. Inside a cell points are ordered by y, then x, then index: sums over neighbours do not
/// depend on the order in which the points came.
public final class PointCells {
    private final int[] order;
    private final float[] x;
    private final float[] y;
    private final int[] start;
    private final int rows;
    private final int cols;
    private final int reach;
    private final float radius;

    private PointCells(int[] order, float[] x, float[] y, int[] start, int rows, int cols, int reach, float radius) {
        this.order = order;
        this.x = x;
        this.y = y;
        this.start = start;
        this.rows = rows;
        this.cols = cols;
        this.reach = reach;
        this.radius = radius;
    }

    /// @param xy     `[ps, 2]` m, finite
    /// @param radius neighbours are nearer than this, m, positive
    /// @throws IllegalArgumentException if a coordinate is not finite or the radius not positive
    public static PointCells of(FloatMatrix xy, double radius) {
        int n = xy.rows();
        if (!(radius > 0)) {
            throw new IllegalArgumentException("radius is " + radius + ", must be positive");
        }
        double x0 = lowest(xy, 0);
        double y0 = lowest(xy, 1);
        double width = Math.max(highest(xy, 0) - x0, 1e-3);
        double height = Math.max(highest(xy, 1) - y0, 1e-3);
        if (n > 0 && !(width + height < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("coordinates must be finite");
        }
        // Half the radius wastes less area than the whole; but never many more cells than points.
        double side = Math.max(
                radius / 2, Math.max(Math.sqrt(width * height / Math.max(1, n)), (width + height) / (n + 1e4)));
        int cols = (int) (width / side) + 1;
        int rows = (int) (height / side) + 1;
        int reach = (int) Math.ceil(radius / side);
        var cell = new int[n];
        var start = new int[Math.multiplyExact(rows, cols) + 1];
        for (int p = 0; p < n; p++) {
            int c = Math.min(cols - 1, (int) ((xy.get(p, 0) - x0) / side));
            int r = Math.min(rows - 1, (int) ((xy.get(p, 1) - y0) / side));
            cell[p] = r * cols + c;
            start[cell[p] + 1]++;
        }
        for (int i = 0; i + 1 < start.length; i++) {
            start[i + 1] += start[i];
        }
        var order = new int[n];
        var next = Arrays.copyOf(start, start.length - 1);
        for (int p = 0; p < n; p++) {
            insert(order, start[cell[p]], next[cell[p]]++, p, xy);
        }
        return new PointCells(
                order, gather(xy, 0, order), gather(xy, 1, order), start, rows, cols, reach, (float) radius);
    }

    /// Keeps `order[first..last]` sorted; points that come in order cost one comparison.
    private static void insert(int[] order, int first, int last, int point, FloatMatrix xy) {
        int at = last;
        while (at > first && before(xy, point, order[at - 1])) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = point;
    }

    private static boolean before(FloatMatrix xy, int a, int b) {
        int byY = Float.compare(xy.get(a, 1), xy.get(b, 1));
        int byX = Float.compare(xy.get(a, 0), xy.get(b, 0));
        return byY != 0 ? byY < 0 : byX != 0 ? byX < 0 : a < b;
    }

    private static double lowest(FloatMatrix xy, int col) {
        double low = Double.POSITIVE_INFINITY;
        for (int p = 0; p < xy.rows(); p++) {
            low = Math.min(low, xy.get(p, col));
        }
        return low;
    }

    private static double highest(FloatMatrix xy, int col) {
        double high = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < xy.rows(); p++) {
            high = Math.max(high, xy.get(p, col));
        }
        return high;
    }

    private static float[] gather(FloatMatrix xy, int col, int[] order) {
        var out = new float[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = xy.get(order[i], col);
        }
        return out;
    }

    public int pointCount() {
        return order.length;
    }

    public int cellCount() {
        return rows * cols;
    }

    /// Original index of each sorted point; not to be modified.
    public int[] order() {
        return order;
    }

    /// x of the sorted points, m; not to be modified.
    float[] x() {
        return x;
    }

    float[] y() {
        return y;
    }

    float radius() {
        return radius;
    }

    int rows() {
        return rows;
    }

    int cols() {
        return cols;
    }

    /// How many cells away neighbours may lie.
    int reach() {
        return reach;
    }

    /// First sorted point of every cell, and the number of points; not to be modified.
    int[] starts() {
        return start;
    }

    /// First sorted point of a cell; that of the next cell ends it.
    int cellStart(int cell) {
        return start[cell];
    }

    /// Number of rows of cells that may hold neighbours of `cell`.
    int runCount(int cell) {
        int row = cell / cols;
        return Math.min(rows - 1, row + reach) - Math.max(0, row - reach) + 1;
    }

    /// First sorted point of run `k` of the neighbourhood of `cell`.
    int runStart(int cell, int k) {
        return start[runRow(cell, k) * cols + Math.max(0, cell % cols - reach)];
    }

    /// End (exclusive) of run `k`.
    int runEnd(int cell, int k) {
        return start[runRow(cell, k) * cols + Math.min(cols - 1, cell % cols + reach) + 1];
    }

    private int runRow(int cell, int k) {
        return Math.max(0, cell / cols - reach) + k;
    }

    /// Most points any cell's neighbourhood holds, over the cells `[from, to)`.
    int largestNeighbourhood(int from, int to) {
        int largest = 0;
        for (int cell = from; cell < to; cell++) {
            int count = 0;
            for (int k = 0; k < runCount(cell); k++) {
                count += runEnd(cell, k) - runStart(cell, k);
            }
            largest = Math.max(largest, count);
        }
        return largest;
    }
}
