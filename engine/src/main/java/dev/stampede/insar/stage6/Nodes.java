package dev.stampede.insar.stage6;

/// The occupied cells of the grid, numbered column by column.
///
/// @param cell   cell of every node, `row + col * rows`
/// @param nodeOf node of every cell, -1 = empty
record Nodes(int[] cell, int[] nodeOf) {
    /// @param occupied per cell
    static Nodes of(boolean[] occupied) {
        var nodeOf = new int[occupied.length];
        int count = 0;
        for (int c = 0; c < occupied.length; c++) {
            nodeOf[c] = occupied[c] ? count++ : -1;
        }
        var cell = new int[count];
        for (int c = 0; c < occupied.length; c++) {
            if (occupied[c]) {
                cell[nodeOf[c]] = c;
            }
        }
        return new Nodes(cell, nodeOf);
    }

    int count() {
        return cell.length;
    }

    /// Node of every point, -1 where its cell has none.
    int[] ofPoints(int[] cellOf) {
        var node = new int[cellOf.length];
        java.util.Arrays.setAll(node, p -> nodeOf[cellOf[p]]);
        return node;
    }
}
