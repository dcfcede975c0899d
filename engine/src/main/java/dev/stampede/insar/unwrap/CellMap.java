package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Which node gives each cell its phase, and where each node lies; cells row-major.
///
/// @param cellNode zero-based node per cell, int32
/// @param nodeCell cell per node, int32
record CellMap(int rows, int cols, int nodes, MemorySegment cellNode, MemorySegment nodeCell) {
    /// @throws IllegalArgumentException if a node or cell number is out of range
    static CellMap of(Arena arena, NodeGrid grid) {
        int rows = grid.rows();
        int cols = grid.cols();
        int nodes = grid.nodeCount();
        var cellNode = new int[rows * cols];
        Transposition.copy(grid.nearestNode(), cellNode, 0);
        for (int node : cellNode) {
            if (node < 0 || node >= nodes) {
                throw new IllegalArgumentException("nearestNode holds " + node + ", there are " + nodes + " nodes");
            }
        }
        int[] nodeCell = grid.nodeCell().toArray();
        for (int node = 0; node < nodes; node++) {
            int cell = nodeCell[node];
            if (cell < 0 || cell >= rows * cols) {
                throw new IllegalArgumentException(
                        "nodeCell of node " + node + " is " + cell + ", the grid has " + rows * cols + " cells");
            }
            nodeCell[node] = cell % rows * cols + cell / rows;
        }
        return new CellMap(rows, cols, nodes, copy(arena, cellNode), copy(arena, nodeCell));
    }

    /// Every cell a node of its own.
    static CellMap identity(Arena arena, int rows, int cols) {
        var cells = new int[rows * cols];
        java.util.Arrays.setAll(cells, cell -> cell);
        var segment = copy(arena, cells);
        return new CellMap(rows, cols, cells.length, segment, segment);
    }

    static MemorySegment copy(Arena arena, int[] values) {
        var segment = arena.allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, segment, INT, 0, values.length);
        return segment;
    }
}
