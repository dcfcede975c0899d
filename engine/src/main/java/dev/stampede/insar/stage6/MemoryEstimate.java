package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StackGeometry;

/// Bytes stage 6 holds at its peak.
final class MemoryEstimate {
    /// Complex input and result per point and interferogram; the file that is read stays besides the input for
    /// a while.
    private static final long PER_POINT = 8 + 8 + 4;

    /// Of small baselines: the series per image and the phase predicted from it, the latter after the wrapped input is
    /// read for the covariance.
    private static final long INVERSION_PER_POINT = 8 + 8 + 4 + 4;

    /// Wrapped and unit phasors and the solution per node and interferogram.
    private static final long PER_NODE = 8 + 8 + 4;

    /// Phase and noise per edge and interferogram; a planar network has fewer than three edges per node.
    private static final long PER_NODE_OF_EDGES = 3 * 8;

    /// Maps, entries and the solver's shared graph per cell.
    private static final long PER_CELL = 48;

    /// Of the solver per cell and thread; measured 145 to 180 per occupied cell and 12 per cell.
    private static final long PER_CELL_AND_THREAD = 100;

    private MemoryEstimate() {}

    static long of(StackGeometry stack, PhaseGrid grid, long nodes, int threads, Stage6Settings settings) {
        long ifgs = stack.ifgCount();
        long cells = (long) grid.rows() * grid.cols();
        return stack.psCount()
                        * ifgs
                        * (PER_POINT
                                + (settings.patchPhase() ? 4 : 0)
                                + (stack.pairs() == null ? 0 : INVERSION_PER_POINT))
                + nodes * ifgs * (PER_NODE + PER_NODE_OF_EDGES)
                + cells * (PER_CELL + threads * PER_CELL_AND_THREAD);
    }
}
