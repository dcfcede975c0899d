package dev.stampede.insar.unwrap;

import dev.stampede.memory.IntMatrix;

/// The grid on which a run unwraps: every cell carries the phase of its nearest node, and neighbouring cells of
/// different nodes are joined by an edge of the network. The same for all interferograms of a run.
///
/// | name        | shape             | meaning                                                                 |
/// |-------------|-------------------|-------------------------------------------------------------------------|
/// | nearestNode | [rows, cols]      | zero-based node of each cell                                            |
/// | nodeCell    | [nodes, 1]        | cell the node lies in, zero-based column-major index `row + col * rows` |
/// | rowEdge     | [rows - 1, cols]  | edge between cells (r, c) and (r + 1, c)                                |
/// | colEdge     | [rows, cols - 1]  | edge between cells (r, c) and (r, c + 1)                                |
///
/// An edge entry is the signed one-based edge number: edge `e` runs from its lower to its higher node, and the
/// sign is + when the first cell of the pair holds the lower one. [#SAME_NODE] (0) says both cells have the
/// same node, [#NO_STATISTICS] that the edge has no noise estimate (NaN in the artifact), so that a jump across
/// it costs next to nothing. These are the matrices `Z`, `rowix` and `colix` of the artifacts.
///
/// @param edgeCount number of edges; entries are within `-edgeCount..edgeCount`
public record NodeGrid(IntMatrix nearestNode, IntMatrix nodeCell, IntMatrix rowEdge, IntMatrix colEdge, int edgeCount) {
    /// Entry of a pair inside one node's cells.
    public static final int SAME_NODE = 0;

    /// Entry of a pair whose edge has no statistics.
    public static final int NO_STATISTICS = Integer.MIN_VALUE;

    /// Largest grid side.
    public static final int MAX_SIDE = 32000;

    /// @throws IllegalArgumentException if shapes disagree or a side is not within 2..32000
    public NodeGrid {
        int rows = nearestNode.rows();
        int cols = nearestNode.cols();
        requireSides(rows, cols);
        requireShape("rowEdge", rowEdge, rows - 1, cols);
        requireShape("colEdge", colEdge, rows, cols - 1);
        requireShape("nodeCell", nodeCell, nodeCell.rows(), 1);
    }

    public int rows() {
        return nearestNode.rows();
    }

    public int cols() {
        return nearestNode.cols();
    }

    public int nodeCount() {
        return nodeCell.rows();
    }

    static void requireSides(int rows, int cols) {
        if (rows < 2 || cols < 2 || rows > MAX_SIDE || cols > MAX_SIDE || 2L * rows * cols > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the grid is " + rows + " x " + cols + " cells; each side must be 2 to "
                    + MAX_SIDE + " and the product below 2^30: change unwrap_grid_size");
        }
    }

    private static void requireShape(String name, IntMatrix matrix, int rows, int cols) {
        if (matrix.rows() != rows || matrix.cols() != cols) {
            throw new IllegalArgumentException(
                    name + " is [" + matrix.rows() + ", " + matrix.cols() + "], needs [" + rows + ", " + cols + "]");
        }
    }
}
