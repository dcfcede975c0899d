package dev.stampede.insar.stage8.kriging;

import dev.stampede.memory.FloatMatrix;

/// The nearest points of any point, itself included, by square cells.
final class NearestPoints {
    /// Points a cell holds on average.
    private static final int PER_CELL = 8;

    private final FloatMatrix xy;
    private final double x0;
    private final double y0;
    private final double side;
    private final int columns;
    private final int rows;
    private final int[] start;
    private final int[] order;

    NearestPoints(FloatMatrix xy) {
        this.xy = xy;
        int n = xy.rows();
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int p = 0; p < n; p++) {
            for (int a = 0; a < 2; a++) {
                low[a] = Math.min(low[a], xy.get(p, a));
                high[a] = Math.max(high[a], xy.get(p, a));
            }
        }
        x0 = low[0];
        y0 = low[1];
        double area = Math.max(high[0] - low[0], 1) * Math.max(high[1] - low[1], 1);
        side = Math.sqrt(area * PER_CELL / Math.max(1, n));
        columns = (int) ((high[0] - low[0]) / side) + 1;
        rows = (int) ((high[1] - low[1]) / side) + 1;
        start = new int[columns * rows + 1];
        for (int p = 0; p < n; p++) {
            start[cell(p) + 1]++;
        }
        for (int c = 0; c < columns * rows; c++) {
            start[c + 1] += start[c];
        }
        order = new int[n];
        var fill = start.clone();
        for (int p = 0; p < n; p++) {
            order[fill[cell(p)]++] = p;
        }
    }

    private int cell(int p) {
        return columnOf(p) + rowOf(p) * columns;
    }

    private int columnOf(int p) {
        return (int) ((xy.get(p, 0) - x0) / side);
    }

    private int rowOf(int p) {
        return (int) ((xy.get(p, 1) - y0) / side);
    }

    double distance(int p, int q) {
        double dx = (double) xy.get(p, 0) - xy.get(q, 0);
        double dy = (double) xy.get(p, 1) - xy.get(q, 1);
        return Math.sqrt(dx * dx + dy * dy);
    }

    /// Fills `nearest` and `distance` with the closest points in the order of distance, then of number, as
    /// many as fit, and returns how many there are. The point itself comes first unless others share its
    /// place.
    int of(int p, int[] nearest, double[] distance) {
        int count = 0;
        int column = columnOf(p);
        int row = rowOf(p);
        for (int ring = 0; ring <= Math.max(columns, rows); ring++) {
            // Everything within this distance has been seen.
            double seen = (ring - 1) * side;
            if (count == nearest.length && distance[count - 1] <= seen) {
                break;
            }
            for (int r = row - ring; r <= row + ring; r++) {
                boolean whole = r == row - ring || r == row + ring;
                for (int c = column - ring; c <= column + ring; c += whole ? 1 : Math.max(1, 2 * ring)) {
                    if (r >= 0 && r < rows && c >= 0 && c < columns) {
                        count = addCell(p, c + r * columns, nearest, distance, count);
                    }
                }
            }
        }
        return count;
    }

    private int addCell(int p, int cell, int[] nearest, double[] distance, int before) {
        int count = before;
        for (int i = start[cell]; i < start[cell + 1]; i++) {
            int q = order[i];
            double d = distance(p, q);
            if (count == nearest.length && !isBefore(d, q, distance[count - 1], nearest[count - 1])) {
                continue;
            }
            int at = count < nearest.length ? count++ : count - 1;
            while (at > 0 && isBefore(d, q, distance[at - 1], nearest[at - 1])) {
                distance[at] = distance[at - 1];
                nearest[at] = nearest[at - 1];
                at--;
            }
            distance[at] = d;
            nearest[at] = q;
        }
        return count;
    }

    private static boolean isBefore(double d, int q, double otherD, int otherQ) {
        return d < otherD || d == otherD && q < otherQ;
    }
}
