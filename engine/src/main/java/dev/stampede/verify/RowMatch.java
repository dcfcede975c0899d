package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import java.util.HashMap;
import java.util.Map;

/// Which row of the run is which row of the golden tree when the two do not hold the same points.
///
/// @param runRows    row in the run of each common point
/// @param goldenRows row in the golden tree of each common point
/// @param runTotal   rows in the run
/// @param goldenTotal rows in the golden tree
record RowMatch(int[] runRows, int[] goldenRows, int runTotal, int goldenTotal) {
    /// Matches rows whose entries in `columns` are equal; points that occur on one side only are left out.
    /// The order is that of the golden rows.
    static RowMatch byKey(MatArray run, MatArray golden, int... columns) {
        Map<Member, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < run.rows(); row++) {
            rowOf.put(Member.ofRow(run, row, columns, false), row);
        }
        int[] runRows = new int[golden.rows()];
        int[] goldenRows = new int[golden.rows()];
        int n = 0;
        for (int row = 0; row < golden.rows(); row++) {
            Integer match = rowOf.get(Member.ofRow(golden, row, columns, false));
            if (match != null) {
                runRows[n] = match;
                goldenRows[n++] = row;
            }
        }
        return new RowMatch(
                java.util.Arrays.copyOf(runRows, n), java.util.Arrays.copyOf(goldenRows, n), run.rows(), golden.rows());
    }

    /// Whether both sides hold the same points in the same order.
    boolean isIdentity() {
        if (runRows.length != runTotal || runTotal != goldenTotal) {
            return false;
        }
        for (int i = 0; i < runRows.length; i++) {
            if (runRows[i] != i || goldenRows[i] != i) {
                return false;
            }
        }
        return true;
    }

    /// Whether these arrays have one row per point.
    boolean fits(MatArray run, MatArray golden) {
        return run.rows() == runTotal && golden.rows() == goldenTotal && run.cols() == golden.cols();
    }
}
