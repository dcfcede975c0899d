package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StackGeometry;

/// Bytes stage 6 holds at its peak.
final class MemoryEstimate {
    /// Complex input and result per point and interferogram; the file that is read stays besides the input for
    /// a while.
    private static final long PER_POINT = 8 + 8 + 4;

    /// Of small baselines: the series per image and the phase predicted from it, the latter after the
    /// wrapped input is read for the covariance.
    private static final long INVERSION_PER_POINT = 8 + 8 + 4 + 4;

    /// Wrapped and unit phasors and the solution per node and interferogram.
    private static final long PER_NODE = 8 + 8 + 4;

    /// Phase and noise per edge and interferogram; a planar network has fewer than three edges per node.
    private static final long PER_NODE_OF_EDGES = 3 * 8;

    /// Held phase per point; it and the low-pass or the gradient per node; the spread per edge.
    private static final long HELD_PER_POINT = 2 * 4;

    /// Troposphere, and a variable of its file while that is read.
    private static final long TROPOSPHERE_PER_POINT = 4 + 4;

    /// Ramp of an earlier stage 7.
    private static final long RAMP_PER_POINT = 4;

    private static final long HELD_PER_NODE = 4;
    private static final long LOW_PASS_PER_NODE = 8;
    private static final long GRADIENT_PER_NODE = 8 + 3 * 4;

    /// Maps, entries and the solver's shared graph per cell.
    private static final long PER_CELL = 48;

    /// Of the solver per cell and thread; measured 145 to 180 per occupied cell and 12 per cell.
    private static final long PER_CELL_AND_THREAD = 100;

    private MemoryEstimate() {}

    static long of(
            StackGeometry stack,
            PhaseGrid grid,
            long nodes,
            int threads,
            Stage6Settings settings,
            boolean troposphere) {
        long ifgs = stack.ifgCount();
        long cells = (long) grid.rows() * grid.cols();
        boolean pairs = stack.pairs() != null;
        long perPoint = PER_POINT
                + (settings.patchPhase() ? 4 : 0)
                + (troposphere ? TROPOSPHERE_PER_POINT : 0)
                + (settings.rampFeedback() ? RAMP_PER_POINT : 0)
                + (pairs ? INVERSION_PER_POINT : 0)
                + (pairs && settings.holdGood() ? HELD_PER_POINT : 0);
        long perNode = PER_NODE
                + PER_NODE_OF_EDGES
                + (pairs && settings.holdGood() ? HELD_PER_NODE : 0)
                + (settings.lowPass() ? LOW_PASS_PER_NODE : 0)
                + (settings.spatialCosts() ? GRADIENT_PER_NODE : 0);
        return stack.psCount() * ifgs * perPoint
                + nodes * ifgs * perNode
                + cells * (PER_CELL + threads * PER_CELL_AND_THREAD);
    }
}
