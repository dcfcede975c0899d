package dev.stampede.insar.stage2;

import dev.stampede.insar.model.CandidateStack;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.memory.FloatMatrix;

/// In which cell of the filter grid each candidate lies. Rows of the grid follow y, columns x.
///
/// @param rows number of rows, n_i
/// @param cols number of columns, n_j
/// @param row  zero-based row per candidate
/// @param col  zero-based column per candidate
record CandidateGrid(int rows, int cols, int[] row, int[] col) {
    /// COMPAT: single-precision arithmetic, in which the 1e-6 vanishes for all but the first metres, and
    /// the last row and column are folded into the ones before.
    static CandidateGrid of(CandidateStack stack, double cellSize) {
        int[] row = cells(stack.xy(), 2, (float) cellSize);
        int[] col = cells(stack.xy(), 1, (float) cellSize);
        return new CandidateGrid(1 + max(row), 1 + max(col), row, col);
    }

    private static int[] cells(FloatMatrix xy, int axis, float size) {
        int n = xy.rows();
        float least = Float.POSITIVE_INFINITY;
        for (int p = 0; p < n; p++) {
            least = Math.min(least, xy.get(p, axis));
        }
        var cell = new int[n];
        for (int p = 0; p < n; p++) {
            float offset = (xy.get(p, axis) - least) + 1e-6f;
            cell[p] = (int) Math.ceil(offset / size) - 1;
        }
        int last = max(cell);
        for (int p = 0; p < n; p++) {
            if (cell[p] == last) {
                cell[p] = Math.max(last - 1, 0);
            }
        }
        return cell;
    }

    private static int max(int[] values) {
        int max = 0;
        for (int v : values) {
            max = Math.max(max, v);
        }
        return max;
    }

    int cellCount() {
        return Math.multiplyExact(rows, cols);
    }

    /// Zero-based cell of a candidate, column after column.
    int cell(int p) {
        return row[p] + col[p] * rows;
    }

    CellOrder order() {
        var cell = new int[row.length];
        for (int p = 0; p < cell.length; p++) {
            cell[p] = cell(p);
        }
        return CellOrder.of(cell, cellCount());
    }
}
