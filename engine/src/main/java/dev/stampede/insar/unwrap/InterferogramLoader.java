package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.FlowState.LOOP_BYTES;

/// Turns one interferogram into a flow problem: residues become excess, every arc starts at its own cheapest
/// flow. With a good model of the expected phase little excess is left then.
final class InterferogramLoader {
    private final DualGraph graph;
    private final WrappedGrid wrapped;
    private final FlowState state;

    InterferogramLoader(DualGraph graph, WrappedGrid wrapped, FlowState state) {
        this.graph = graph;
        this.wrapped = wrapped;
        this.state = state;
    }

    /// @throws IllegalArgumentException if a variance is below 1
    void load(ArcStatistics in) {
        wrapped.load(in.phase());
        loadResidues();
        boolean masked = wrapped.hasMasked();
        var pairs = new Pairs(graph.rows(), graph.cols());
        for (int arc = 0; arc < graph.arcCount(); arc++) {
            int edge = graph.arc(arc, DualGraph.EDGE);
            int offset = 0;
            int sigsq = FlowState.FREE;
            if (masked && touchesMask(pairs, graph.arc(arc, DualGraph.FIRST_PAIR))) {
                sigsq = FlowState.COSTS_NOTHING;
            } else if (edge == NodeGrid.SAME_NODE) {
                sigsq = 1;
            } else if (edge != NodeGrid.NO_STATISTICS) {
                offset = offset(in, edge);
                sigsq = sigsq(in, edge);
            }
            if ((graph.arc(arc, DualGraph.FLAGS) & DualGraph.CORNER) != 0) {
                sigsq = sigsq == FlowState.FREE ? FlowState.FORBIDDEN_FREE : -sigsq;
            }
            state.start(arc, offset, sigsq);
        }
    }

    /// Offset of an edge in the direction the signed number says, as int16.
    static short offset(ArcStatistics in, int edge) {
        int offset = in.offset().get(ArcStatistics.INT16, 2L * Math.abs(edge) - 2);
        return (short) (edge > 0 ? offset : Math.min(Short.MAX_VALUE, -offset));
    }

    static short sigsq(ArcStatistics in, int edge) {
        short sigsq = in.sigsq().get(ArcStatistics.INT16, 2L * Math.abs(edge) - 2);
        if (sigsq < 1) {
            throw new IllegalArgumentException(
                    "sigsq of edge " + Math.abs(edge) + " is " + sigsq + ", must be 1 or more");
        }
        return sigsq;
    }

    private boolean touchesMask(Pairs pairs, int pair) {
        return wrapped.isMasked(pairs.firstCell(pair)) || wrapped.isMasked(pairs.secondCell(pair));
    }

    /// Excess of every loop; the ground takes what balances the rest.
    private void loadResidues() {
        int loopsPerRow = graph.cols() - 1;
        int balance = 0;
        for (int loop = 1; loop < graph.loopCount(); loop++) {
            int face = graph.loopFace().get(INT, 4L * loop);
            int row = face / loopsPerRow;
            int residue = wrapped.residue((long) row * graph.cols() + (face - row * loopsPerRow), graph.cols());
            begin(loop, residue);
            balance += residue;
        }
        begin(0, -balance);
    }

    private void begin(int loop, int residue) {
        state.loops.set(DualGraph.LONG, loop * LOOP_BYTES + FlowState.POTENTIAL, 0);
        state.loops.set(INT, loop * LOOP_BYTES + FlowState.EXCESS, residue);
    }
}
