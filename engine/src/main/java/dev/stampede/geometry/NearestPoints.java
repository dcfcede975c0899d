package dev.stampede.geometry;

import java.util.Arrays;

/// The k nearest of many points, from cells of about two points each that are searched ring by ring. Immutable;
/// a [Query] is for one thread.
public final class NearestPoints {
    private static final int MOST_CELLS = 1 << 24;

    private final double[] x;
    private final double[] y;
    private final double minX;
    private final double minY;
    private final double side;
    private final int cols;
    private final int rows;
    private final int[] start; // points of cell c: order[start[c]] ... order[start[c + 1] - 1]
    private final int[] order;

    /// @param x of the points, finite; not copied
    /// @param y likewise
    public NearestPoints(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        double lowX = Arrays.stream(x).min().orElse(0);
        double lowY = Arrays.stream(y).min().orElse(0);
        double width = Arrays.stream(x).max().orElse(0) - lowX;
        double height = Arrays.stream(y).max().orElse(0) - lowY;
        double wanted = Math.sqrt(2 * width * height / Math.max(1, x.length));
        double least = Math.max(width, height) / Math.min(MOST_CELLS / 4, Math.max(1, x.length));
        minX = lowX;
        minY = lowY;
        side = Math.max(Math.max(wanted, least), Double.MIN_NORMAL);
        cols = (int) (width / side) + 1;
        rows = (int) (height / side) + 1;
        start = new int[cols * rows + 1];
        order = new int[x.length];
        sort();
    }

    private void sort() {
        for (int i = 0; i < x.length; i++) {
            start[cell(i) + 1]++;
        }
        for (int c = 0; c < cols * rows; c++) {
            start[c + 1] += start[c];
        }
        var next = start.clone();
        for (int i = 0; i < x.length; i++) {
            order[next[cell(i)]++] = i;
        }
    }

    private int cell(int point) {
        int col = (int) ((x[point] - minX) / side);
        int row = (int) ((y[point] - minY) / side);
        return Math.min(row, rows - 1) * cols + Math.min(col, cols - 1);
    }

    /// Searches for up to `k` points.
    public Query query(int k) {
        return new Query(k);
    }

    /// The result of the last search.
    public final class Query {
        private final int[] index;
        private final double[] square;
        private int count;

        private Query(int k) {
            index = new int[k];
            square = new double[k];
        }

        /// Finds the points nearest to a place, nearest first; of equally near ones the one of lower index
        /// first.
        /// @param maxDistance none beyond; infinite for no limit
        /// @return how many there are
        public int search(double px, double py, double maxDistance) {
            count = 0;
            double limit = maxDistance * maxDistance;
            int col = (int) Math.clamp(Math.floor((px - minX) / side), -1, cols);
            int row = (int) Math.clamp(Math.floor((py - minY) / side), -1, rows);
            int last = Math.max(Math.max(col, cols - 1 - col), Math.max(row, rows - 1 - row));
            for (int ring = 0; ring <= last; ring++) {
                double within = reach(px, py, col, row, ring);
                double worst = count < index.length ? limit : square[count - 1];
                if (within * within > worst) {
                    break;
                }
                ring(px, py, col, row, ring, limit);
            }
            return count;
        }

        /// No point of this ring or beyond is nearer.
        private double reach(double px, double py, int col, int row, int ring) {
            if (ring == 0) {
                return 0;
            }
            double left = px - (minX + (col - ring + 1) * side);
            double right = minX + (col + ring) * side - px;
            double up = py - (minY + (row - ring + 1) * side);
            double down = minY + (row + ring) * side - py;
            return Math.max(0, Math.min(Math.min(left, right), Math.min(up, down)));
        }

        private void ring(double px, double py, int col, int row, int ring, double limit) {
            for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
                boolean edge = Math.abs(r - row) == ring;
                int step = edge || ring == 0 ? 1 : 2 * ring;
                for (int c = col - ring; c <= col + ring; c += step) {
                    if (c >= 0 && c < cols) {
                        cell(px, py, r * cols + c, limit);
                    }
                }
            }
        }

        private void cell(double px, double py, int cell, double limit) {
            for (int i = start[cell]; i < start[cell + 1]; i++) {
                int point = order[i];
                double d = (x[point] - px) * (x[point] - px) + (y[point] - py) * (y[point] - py);
                if (d <= limit) {
                    insert(point, d);
                }
            }
        }

        private void insert(int point, double d) {
            int at = count;
            while (at > 0 && (square[at - 1] > d || square[at - 1] == d && index[at - 1] > point)) {
                at--;
            }
            if (at == index.length) {
                return;
            }
            int moved = Math.min(count, index.length - 1) - at;
            System.arraycopy(index, at, index, at + 1, moved);
            System.arraycopy(square, at, square, at + 1, moved);
            index[at] = point;
            square[at] = d;
            count = Math.min(count + 1, index.length);
        }

        /// The i-th nearest point.
        public int index(int i) {
            return index[i];
        }

        /// Its squared distance.
        public double square(int i) {
            return square[i];
        }
    }
}
