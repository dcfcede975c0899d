package dev.stampede.benchmarks.unwrap;

import dev.stampede.insar.unwrap.NodeGrid;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// The edges between nodes whose cells touch, numbered from 1 by (low, high) node.
///
/// @param layout nodes
/// @param keys   low node in the upper, high node in the lower half, ascending
/// @param counts cell pairs per edge
record EdgeTable(NodeLayout layout, long[] keys, int[] counts) {
    static EdgeTable of(NodeLayout layout) {
        int rows = layout.rows();
        int cols = layout.cols();
        var all = new long[(rows - 1) * cols + rows * (cols - 1)];
        int n = 0;
        for (int cell = 0; cell < rows * cols; cell++) {
            n = add(layout, all, n, cell, cell % rows + 1 < rows ? cell + 1 : cell);
            n = add(layout, all, n, cell, cell / rows + 1 < cols ? cell + rows : cell);
        }
        Arrays.sort(all, 0, n);
        int unique = 0;
        var counts = new int[n];
        for (int i = 0; i < n; i++) {
            if (i == 0 || all[i] != all[unique - 1]) {
                all[unique++] = all[i];
            }
            counts[unique - 1]++;
        }
        return new EdgeTable(layout, Arrays.copyOf(all, unique), counts);
    }

    private static int add(NodeLayout layout, long[] all, int n, int a, int b) {
        int x = layout.nearest()[a];
        int y = layout.nearest()[b];
        if (x != y) {
            all[n++] = key(x, y);
        }
        return n;
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    int count() {
        return keys.length;
    }

    int low(int edge) {
        return (int) (keys[edge - 1] >> 32);
    }

    int high(int edge) {
        return (int) keys[edge - 1];
    }

    int pairs(int edge) {
        return counts[edge - 1];
    }

    /// @param free edges without statistics, by edge number
    NodeGrid grid(Arena arena, boolean[] free) {
        int rows = layout.rows();
        int cols = layout.cols();
        var rowEdge = IntMatrix.allocate(arena, rows - 1, cols);
        var colEdge = IntMatrix.allocate(arena, rows, cols - 1);
        for (int col = 0; col < cols; col++) {
            for (int row = 0; row < rows; row++) {
                int cell = row + col * rows;
                if (row + 1 < rows) {
                    rowEdge.set(row, col, entry(cell, cell + 1, free));
                }
                if (col + 1 < cols) {
                    colEdge.set(row, col, entry(cell, cell + rows, free));
                }
            }
        }
        return new NodeGrid(
                IntMatrix.copyOf(arena, rows, cols, layout.nearest()),
                IntMatrix.vector(arena, layout.nodeCells()),
                rowEdge,
                colEdge,
                count());
    }

    private int entry(int a, int b, boolean[] free) {
        int x = layout.nearest()[a];
        int y = layout.nearest()[b];
        if (x == y) {
            return NodeGrid.SAME_NODE;
        }
        int edge = Arrays.binarySearch(keys, key(x, y)) + 1;
        return free[edge] ? NodeGrid.NO_STATISTICS : x < y ? edge : -edge;
    }
}
