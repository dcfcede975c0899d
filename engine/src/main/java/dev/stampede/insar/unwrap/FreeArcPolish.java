package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

import dev.stampede.runtime.Cancellation;

/// Improves the flow over arcs without statistics after the convex solve.
///
/// Such an arc truly costs one unit per pair however many cycles it carries; the solve priced every cycle. Here
/// arcs that carry flow are set free, arcs that do not keep their price, and the flow is made optimal again
/// under these convex costs; the true cost cannot rise. When that brings nothing more, whole components are
/// shifted ([ComponentShifts]), and so on until neither helps.
final class FreeArcPolish {
    private static final int REPAIRS_PER_CHECK = 4096;

    private final FlowState state;
    private final LocalSearch search;
    private final ComponentShifts shifts;
    private int repairs;
    private boolean moved;

    FreeArcPolish(FlowState state, LocalSearch search, WrappedGrid wrapped) {
        this.state = state;
        this.search = search;
        this.shifts = new ComponentShifts(state, wrapped);
    }

    /// @return whether any flow changed
    boolean run(Cancellation cancellation) {
        if (!anyFreeFlow()) {
            return false;
        }
        moved = false;
        do {
            cheapen(cancellation);
            moved |= shifts.settle() > 0;
        } while (shifts.gained() > 0);
        return moved;
    }

    private void cheapen(Cancellation cancellation) {
        boolean shifted;
        do {
            long change;
            do {
                state.resetCostChange();
                change = reprice(cancellation) ? state.costChange() : 0;
            } while (change < 0);
            shifted = shifts.sweep();
            moved |= shifted;
        } while (shifted);
    }

    private int freeArc(long index) {
        return state.graph.freeArcs().get(INT, 4 * index);
    }

    private boolean anyFreeFlow() {
        for (int i = 0; i < state.graph.freeArcCount(); i++) {
            int arc = freeArc(i);
            if (state.sigsq(arc) == FlowState.FREE && state.flow(arc) != 0) {
                return true;
            }
        }
        return false;
    }

    /// Sets free the arcs with flow and prices the others. Only setting free can make a reduced cost negative;
    /// such arcs are taken out of the network and put back one by one, so that all others are in order whenever
    /// a search runs.
    /// @return whether any price changed
    private boolean reprice(Cancellation cancellation) {
        boolean changed = false;
        var broken = new IntList();
        for (int i = 0; i < state.graph.freeArcCount(); i++) {
            int arc = freeArc(i);
            short price = state.flow(arc) == 0 ? FlowState.PRICED : FlowState.UNPRICED;
            if (state.sigsq(arc) != FlowState.FREE || state.offset(arc) == price) {
                continue;
            }
            changed = true;
            state.setPrice(arc, price);
            if (state.reducedCost(arc, 1) < 0 || state.reducedCost(arc, -1) < 0) {
                state.block(arc);
                broken.add(arc);
            }
        }
        for (int i = 0; i < broken.size(); i++) {
            if (repairs++ % REPAIRS_PER_CHECK == 0) {
                cancellation.check();
            }
            state.writeMarginals(broken.get(i));
            repair(broken.get(i), 1);
            repair(broken.get(i), -1);
        }
        return changed;
    }

    /// Removes the negative cycles through an arc. Each search looks for a way back that is shorter than what
    /// the arc gains; if there is none, the potentials take up the difference.
    private void repair(int arc, int direction) {
        int from = state.graph.arc(arc, direction > 0 ? DualGraph.FROM : DualGraph.TO);
        int to = state.graph.arc(arc, direction > 0 ? DualGraph.TO : DualGraph.FROM);
        for (long cost; (cost = state.reducedCost(arc, direction)) < 0; ) {
            state.addExcess(to, 1);
            state.addExcess(from, -1);
            if (search.run(to, -cost) == LocalSearch.NONE) {
                state.addExcess(to, -1);
                state.addExcess(from, 1);
            } else {
                search.augment(to, from);
                state.push(arc, direction);
                moved = true;
            }
        }
    }
}
