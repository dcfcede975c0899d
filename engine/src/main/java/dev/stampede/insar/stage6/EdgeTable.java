package dev.stampede.insar.stage6;

import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// The edges between nodes whose cells touch, and which neighbour pair of the grid belongs to which edge.
///
/// An entry of `rowEdge` (pairs (r, c)-(r+1, c)) or `colEdge` (pairs (r, c)-(r, c+1)) is the signed one-based
/// number of the edge, positive when the first cell of the pair belongs to the lower node; 0 inside one node's
/// cells.
///
/// @param lower   lower node of every edge, zero-based; edges are ordered by lower, then higher node
/// @param higher  higher node
/// @param pairs   number of neighbour pairs of every edge
/// @param rowEdge `[rows - 1, cols]`
/// @param colEdge `[rows, cols - 1]`
record EdgeTable(int[] lower, int[] higher, int[] pairs, IntMatrix rowEdge, IntMatrix colEdge) {

    /// @param nearest   zero-based nearest node per cell
    /// @param nodeCount number of nodes
    static EdgeTable of(Arena arena, IntMatrix nearest, int nodeCount) {
        int rows = nearest.rows();
        int cols = nearest.cols();
        var start = new int[nodeCount + 1];
        forPairs(nearest, (a, b) -> start[Math.min(a, b) + 1]++);
        for (int node = 0; node < nodeCount; node++) {
            start[node + 1] += start[node];
        }
        var fill = Arrays.copyOf(start, nodeCount);
        var other = new int[start[nodeCount]];
        forPairs(nearest, (a, b) -> other[fill[Math.min(a, b)]++] = Math.max(a, b));

        // Each lower node's list of higher ones, sorted, without repeats.
        var first = new int[nodeCount + 1];
        int count = 0;
        for (int node = 0; node < nodeCount; node++) {
            first[node] = count;
            Arrays.sort(other, start[node], start[node + 1]);
            for (int i = start[node]; i < start[node + 1]; i++) {
                if (i == start[node] || other[i] != other[i - 1]) {
                    other[count++] = other[i];
                }
            }
        }
        first[nodeCount] = count;
        var higher = Arrays.copyOf(other, count);
        var lower = new int[count];
        for (int node = 0; node < nodeCount; node++) {
            Arrays.fill(lower, first[node], first[node + 1], node);
        }
        var pairs = new int[count];
        var rowEdge = IntMatrix.allocate(arena, rows - 1, cols);
        var colEdge = IntMatrix.allocate(arena, rows, cols - 1);
        for (int c = 0; c < cols; c++) {
            for (int r = 0; r + 1 < rows; r++) {
                rowEdge.set(r, c, entry(nearest.get(r, c), nearest.get(r + 1, c), first, higher, pairs));
            }
        }
        for (int c = 0; c + 1 < cols; c++) {
            for (int r = 0; r < rows; r++) {
                colEdge.set(r, c, entry(nearest.get(r, c), nearest.get(r, c + 1), first, higher, pairs));
            }
        }
        return new EdgeTable(lower, higher, pairs, rowEdge, colEdge);
    }

    private static int entry(int a, int b, int[] first, int[] higher, int[] pairs) {
        if (a == b) {
            return 0;
        }
        int low = Math.min(a, b);
        int edge = Arrays.binarySearch(higher, first[low], first[low + 1], Math.max(a, b));
        pairs[edge]++;
        return a < b ? edge + 1 : -(edge + 1);
    }

    private interface PairTask {
        void run(int a, int b);
    }

    private static void forPairs(IntMatrix nearest, PairTask task) {
        for (int c = 0; c < nearest.cols(); c++) {
            for (int r = 0; r < nearest.rows(); r++) {
                int own = nearest.get(r, c);
                if (r + 1 < nearest.rows() && nearest.get(r + 1, c) != own) {
                    task.run(own, nearest.get(r + 1, c));
                }
                if (c + 1 < nearest.cols() && nearest.get(r, c + 1) != own) {
                    task.run(own, nearest.get(r, c + 1));
                }
            }
        }
    }

    int count() {
        return lower.length;
    }
}
