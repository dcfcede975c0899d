package dev.stampede.insar.stage6;

import dev.stampede.memory.IntMatrix;
import dev.stampede.runtime.Workers;

/// The nearest node of every cell: an exact distance transform in integers, linear in the number of cells. Of
/// nodes at the same distance the lowest number wins.
///
/// First the nearest node in the same column (of two the upper one, which has the lower number), then along
/// each row the lower envelope of the parabolas these make; an earlier column has lower numbers throughout, so
/// a later parabola has to be strictly lower. Source: Meijster, Roerdink and Hesselink (2000), A general
/// algorithm for computing distance transforms in linear time.
///
/// COMPAT: StaMPS walks a triangulation to the nearest node, which leaves ties to the walk; the lowest number
/// is what its search does under Octave.
final class NearestNode {
    private static final int NONE = -1;
    private static final long BLOCK = 16;

    private NearestNode() {}

    /// Fills `out[row, col]` with the zero-based node.
    /// @param nodeOf node of each cell `row + col * rows`, -1 = empty; at least one is not
    static void fill(Workers workers, int[] nodeOf, IntMatrix out) {
        int rows = out.rows();
        int cols = out.cols();
        var inColumn = new int[nodeOf.length];
        workers.forBlocks(cols, BLOCK, (from, to) -> {
            for (int c = (int) from; c < to; c++) {
                nearestInColumn(nodeOf, inColumn, c * rows, rows);
            }
        });
        workers.forBlocks(rows, BLOCK, () -> new Envelope(cols), (envelope, from, to) -> {
            for (int r = (int) from; r < to; r++) {
                envelope.row(nodeOf, inColumn, out, r);
            }
        });
    }

    /// Row of the nearest occupied cell of one column for each of its cells, [#NONE] if there is none.
    private static void nearestInColumn(int[] nodeOf, int[] nearest, int first, int rows) {
        int above = NONE;
        for (int r = 0; r < rows; r++) {
            above = nodeOf[first + r] >= 0 ? r : above;
            nearest[first + r] = above;
        }
        int below = NONE;
        for (int r = rows - 1; r >= 0; r--) {
            below = nodeOf[first + r] >= 0 ? r : below;
            int up = nearest[first + r];
            if (up == NONE || below != NONE && below - r < r - up) {
                nearest[first + r] = below;
            }
        }
    }

    /// The parabolas of one row that are lowest somewhere, from left to right.
    private static final class Envelope {
        private final int[] column;
        private final int[] from;
        private final long[] height;

        Envelope(int cols) {
            column = new int[cols];
            from = new int[cols];
            height = new long[cols];
        }

        void row(int[] nodeOf, int[] inColumn, IntMatrix out, int row) {
            int rows = out.rows();
            int top = -1;
            for (int c = 0; c < out.cols(); c++) {
                int nearest = inColumn[row + c * rows];
                if (nearest == NONE) {
                    continue;
                }
                long h = (long) (nearest - row) * (nearest - row);
                while (top >= 0 && value(top, from[top]) > square(from[top] - c) + h) {
                    top--;
                }
                long start = top < 0 ? 0 : firstWhereLower(top, c, h);
                if (start < out.cols()) {
                    top++;
                    column[top] = c;
                    from[top] = (int) start;
                    height[top] = h;
                }
            }
            for (int c = out.cols() - 1; c >= 0; c--) {
                out.set(row, c, nodeOf[inColumn[row + column[top] * rows] + column[top] * rows]);
                if (c == from[top]) {
                    top--;
                }
            }
        }

        private long value(int k, int c) {
            return square(c - column[k]) + height[k];
        }

        /// The first column where the parabola of `c` is strictly lower than number `k`.
        private long firstWhereLower(int k, int c, long h) {
            return 1 + Math.floorDiv(square(c) - square(column[k]) + h - height[k], 2L * (c - column[k]));
        }

        private static long square(long x) {
            return x * x;
        }
    }
}
