package dev.stampede.insar.unwrap;

/// How much memory the network solver takes, before its graph is known.
///
/// The network of N nodes whose cells touch is planar: at most 2 N loops where three meet, at most 3 N arcs.
/// Cells of one node that hang together by a corner only add some; on synthetic grids of 5 to 60 % occupied
/// cells 1.4 to 1.9 N loops and 2.4 to 2.9 N arcs were counted.
final class NetworkMemory {
    private static final long LOOPS_PER_NODE = 2;
    private static final long ARCS_PER_NODE = 3;

    /// Signed arc of two pairs and the node, per cell.
    private static final long SHARED_PER_CELL = 2 * 4 + 4;

    /// Arrays alive while the graph is built, per cell: edge and arc of two pairs, loop, node, part.
    private static final long BUILD_PER_CELL = 2 * (4 + 4) + 3 * 4;

    /// Wrapped and unwrapped phase.
    private static final long WORKER_PER_CELL = 4 + 4;

    private NetworkMemory() {}

    static long estimate(int rows, int cols, int nodes, int workers) {
        long cells = (long) rows * cols;
        long loops = Math.min(cells, LOOPS_PER_NODE * nodes);
        long arcs = Math.min(2 * cells, ARCS_PER_NODE * nodes);
        long arcShared = DualGraph.ARC_BYTES + 2 * 8; // record and two ends
        long shared = SHARED_PER_CELL * cells + 4L * nodes + 8 * loops + arcShared * arcs;
        long build = BUILD_PER_CELL * cells + 8 * loops + DualGraph.ARC_BYTES * arcs;
        long worker = WORKER_PER_CELL * cells
                + 4L * nodes
                + FlowState.LOOP_BYTES * loops
                + (FlowState.ARC_BYTES + 2 * FlowState.END_BYTES) * arcs;
        return shared + Math.max(build, workers * worker);
    }
}
