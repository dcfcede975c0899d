package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.DualGraph.LONG;

import java.lang.foreign.MemorySegment;

/// What a flow truly costs and whether its potentials prove it optimal, from flow and records alone.
///
/// @param statistics cost of pairs with statistics
/// @param freeCuts   pairs without statistics that carry flow, one unit each
/// @param optimal    flow is conserved everywhere and no reduced cost is negative: no flow costs less under the
///                   convex costs in force
record FlowAudit(long statistics, long freeCuts, boolean optimal) {
    long total() {
        return statistics + freeCuts;
    }

    static FlowAudit of(FlowState state) {
        MemorySegment shared = state.graph.arcs();
        long statistics = 0;
        long freeCuts = 0;
        boolean optimal = isBalanced(state);
        for (long arc = 0, arcs = state.graph.arcCount(); arc < arcs; arc++) {
            long record = state.arcs.get(LONG, arc * FlowState.ARC_BYTES);
            int count = shared.get(INT, arc * DualGraph.ARC_BYTES + DualGraph.COUNT);
            int from = shared.get(INT, arc * DualGraph.ARC_BYTES + DualGraph.FROM);
            int to = shared.get(INT, arc * DualGraph.ARC_BYTES + DualGraph.TO);
            long drop = state.potential(from) - state.potential(to);
            optimal &= FlowState.marginal(record, count, 1) >= drop;
            optimal &= FlowState.marginal(record, count, -1) >= -drop;
            int flow = (int) record;
            int sigsq = (int) (record >> 48);
            if (sigsq == FlowState.FREE || sigsq == FlowState.FORBIDDEN_FREE) {
                freeCuts += flow == 0 ? 0 : count;
            } else if (Math.abs(sigsq) != FlowState.COSTS_NOTHING) {
                statistics += count * CostRecord.quadratic(flow, (short) (record >> 32), Math.abs(sigsq));
            }
        }
        return new FlowAudit(statistics, freeCuts, optimal);
    }

    private static boolean isBalanced(FlowState state) {
        for (int loop = 0; loop < state.graph.loopCount(); loop++) {
            if (state.excess(loop) != 0) {
                return false;
            }
        }
        return true;
    }
}
