package dev.stampede.insar.unwrap;

/// What the dual graph is built from: which edge each neighbour pair crosses.
///
/// @param pairEdge per pair in file order: signed one-based edge such that the offset of the pair's cost record
///                 is the edge's offset with that sign; [NodeGrid#SAME_NODE] or [NodeGrid#NO_STATISTICS]
/// @param passing  which loops with just two pairs that carry arcs may be walked through
record PairNetwork(Pairs pairs, int[] pairEdge, int edgeCount, Passing passing) {
    /// Decides whether flow that enters a loop by one pair must leave unchanged by the other.
    @FunctionalInterface
    interface Passing {
        /// @param row upper-left cell of the loop
        /// @param in  side by which flow enters
        /// @param out the only other side with an arc
        boolean passes(int row, int col, int in, int out);
    }

    /// In a grid of nodes the two pairs always belong to one edge and the loop closes.
    static final Passing ALWAYS = (row, col, in, out) -> true;

    /// The network of a grid of nodes.
    /// @throws IllegalArgumentException if an entry names an edge that does not exist
    static PairNetwork of(NodeGrid grid) {
        var pairs = new Pairs(grid.rows(), grid.cols());
        var edges = new int[pairs.count()];
        int verticals = (grid.rows() - 1) * grid.cols();
        Transposition.copy(grid.rowEdge(), edges, 0);
        Transposition.copy(grid.colEdge(), edges, verticals);
        for (int pair = 0; pair < edges.length; pair++) {
            int edge = edges[pair];
            if (edge != NodeGrid.NO_STATISTICS && Math.abs(edge) > grid.edgeCount()) {
                throw new IllegalArgumentException(
                        "an edge entry is " + edge + ", there are " + grid.edgeCount() + " edges");
            }
            if (pair < verticals) {
                edges[pair] = -edge; // flow over a vertical pair lowers the phase of the second cell
            }
        }
        return new PairNetwork(pairs, edges, grid.edgeCount(), ALWAYS);
    }
}
