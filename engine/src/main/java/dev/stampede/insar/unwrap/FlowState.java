package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.DualGraph.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Flow, potentials and marginal costs of one interferogram on a [DualGraph]; memory of one worker.
///
/// Per loop (32 bytes): potential, distance (int64), search stamp, end by which a search came, excess of inflow
/// over outflow, first adjacency entry (int32). Per arc end (8 bytes): the other loop and the cost of one more
/// unit leaving by it. Per arc (8 bytes): flow (int32), offset and sigsq of its direction (int16).
///
/// Invariant while solving: every arc end has a reduced cost `marginal + potential(other) - potential(loop) >=
/// 0`. When also every excess is zero, the flow is optimal; that is what [FlowAudit] checks.
final class FlowState {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final long LOOP_BYTES = 32;
    static final long POTENTIAL = 0;
    static final long DISTANCE = 8;
    static final long STAMP = 16;
    static final long CAME_BY = 20;
    static final long EXCESS = 24;
    static final long FIRST_END = 28;

    static final long END_BYTES = 8;
    static final long OTHER = 0;
    static final long MARGINAL = 4;

    static final long ARC_BYTES = 8;
    static final long FLOW = 0;
    static final long OFFSET = 4;
    static final long SIGSQ = 6;

    /// Kinds of arcs, told by `sigsq`: positive = quadratic, this = costs nothing, zero = no statistics
    /// (`offset` then is [#PRICED] or [#UNPRICED]), negative = no flow allowed, `sigsq` negated.
    static final short COSTS_NOTHING = CostRecord.MAX_SHORT;

    static final short FREE = 0;

    /// Each cycle over an arc without statistics costs one unit per pair, or nothing for the moment.
    static final short PRICED = 0;

    static final short UNPRICED = 1;
    static final short FORBIDDEN_FREE = Short.MIN_VALUE;

    /// Marginal of a forbidden arc; more than any sensible detour costs.
    private static final int FORBIDDEN_COST = 1_000_000_000;

    /// Where marginals saturate.
    private static final int HIGHEST_COST = 2_000_000_000;

    final DualGraph graph;
    final MemorySegment loops;
    final MemorySegment ends;
    final MemorySegment arcs;
    private final MemorySegment shared;
    private final MemorySegment adjacency;
    private long costChange;

    /// @param arena owner of the memory
    FlowState(Arena arena, DualGraph graph) {
        this.graph = graph;
        loops = arena.allocate((graph.loopCount() + 1L) * LOOP_BYTES, 64);
        ends = arena.allocate(graph.endCount() * END_BYTES, 64);
        arcs = arena.allocate(graph.arcCount() * ARC_BYTES, 64);
        shared = graph.arcs();
        adjacency = graph.adjacency();
        for (long loop = 0; loop <= graph.loopCount(); loop++) {
            loops.set(INT, loop * LOOP_BYTES + FIRST_END, graph.adjacencyStart().get(INT, 4 * loop));
        }
        for (long end = 0; end < graph.endCount(); end++) {
            ends.set(INT, end * END_BYTES + OTHER, adjacency.get(INT, 8 * end));
        }
    }

    static long bytes(DualGraph graph) {
        return (graph.loopCount() + 1L) * LOOP_BYTES + graph.endCount() * END_BYTES + graph.arcCount() * ARC_BYTES;
    }

    long potential(int loop) {
        return loops.get(LONG, loop * LOOP_BYTES + POTENTIAL);
    }

    int excess(int loop) {
        return loops.get(INT, loop * LOOP_BYTES + EXCESS);
    }

    void addExcess(int loop, int change) {
        loops.set(INT, loop * LOOP_BYTES + EXCESS, excess(loop) + change);
    }

    int flow(long arc) {
        return arcs.get(INT, arc * ARC_BYTES + FLOW);
    }

    short sigsq(long arc) {
        return arcs.get(SHORT, arc * ARC_BYTES + SIGSQ);
    }

    short offset(long arc) {
        return arcs.get(SHORT, arc * ARC_BYTES + OFFSET);
    }

    /// Sets an arc to its own cheapest flow, changing the excess of both ends, and fills in its marginals.
    ///
    /// The cheapest flow is the integer nearest to `-offset / 200`, halves toward zero; 0 for other kinds.
    void start(long arc, int offset, int sigsq) {
        int flow = 0;
        if (sigsq > 0 && sigsq != COSTS_NOTHING) {
            int cycles = (Math.abs(offset) + CostRecord.UNITS_PER_CYCLE / 2 - 1) / CostRecord.UNITS_PER_CYCLE;
            flow = offset > 0 ? -cycles : cycles;
        }
        arcs.set(LONG, arc * ARC_BYTES, flow & 0xffffffffL | (offset & 0xffffL) << 32 | (long) sigsq << 48);
        if (flow != 0) {
            addExcess(graph.arc(arc, DualGraph.FROM), -flow);
            addExcess(graph.arc(arc, DualGraph.TO), flow);
        }
        writeMarginals(arc);
    }

    /// Adds one unit in (`direction` = 1) or against (-1) the direction of an arc that has two ends; leaves
    /// excesses alone and adds to [#costChange].
    void push(long arc, int direction) {
        long record = arcs.get(LONG, arc * ARC_BYTES);
        int flow = (int) record;
        int sigsq = (int) (record >> 48);
        if (sigsq > 0) {
            long end = graph.arc(arc, direction > 0 ? DualGraph.FROM_END : DualGraph.TO_END);
            costChange += ends.get(INT, end * END_BYTES + MARGINAL);
        } else if (sigsq == FREE) {
            int cuts = (flow + direction == 0 ? 0 : 1) - (flow == 0 ? 0 : 1);
            costChange += cuts * graph.arc(arc, DualGraph.COUNT);
        }
        arcs.set(INT, arc * ARC_BYTES + FLOW, flow + direction);
        writeMarginals(arc);
    }

    /// Change of the true cost by all pushes since [#resetCostChange], free arcs counted at one unit per cut
    /// pair.
    long costChange() {
        return costChange;
    }

    void resetCostChange() {
        costChange = 0;
    }

    /// Prices a free arc ([#PRICED], [#UNPRICED]).
    void setPrice(long arc, short price) {
        arcs.set(SHORT, arc * ARC_BYTES + OFFSET, price);
        writeMarginals(arc);
    }

    /// Adds `change` cycles to an arc without regard to excess, as when a whole component is shifted.
    void shift(long arc, int change) {
        arcs.set(INT, arc * ARC_BYTES + FLOW, flow(arc) + change);
        writeMarginals(arc);
    }

    /// Writes what one more unit each way costs to the two ends of an arc.
    void writeMarginals(long arc) {
        long at = arc * DualGraph.ARC_BYTES;
        int fromEnd = shared.get(INT, at + DualGraph.FROM_END);
        if (fromEnd == DualGraph.NOWHERE) {
            return;
        }
        int toEnd = shared.get(INT, at + DualGraph.TO_END);
        long record = arcs.get(LONG, arc * ARC_BYTES);
        int count = shared.get(INT, at + DualGraph.COUNT);
        ends.set(INT, fromEnd * END_BYTES + MARGINAL, marginal(record, count, 1));
        ends.set(INT, toEnd * END_BYTES + MARGINAL, marginal(record, count, -1));
    }

    /// Takes an arc out of all searches until [#writeMarginals].
    void block(long arc) {
        int fromEnd = graph.arc(arc, DualGraph.FROM_END);
        if (fromEnd != DualGraph.NOWHERE) {
            ends.set(INT, fromEnd * END_BYTES + MARGINAL, Integer.MAX_VALUE);
            ends.set(INT, graph.arc(arc, DualGraph.TO_END) * END_BYTES + MARGINAL, Integer.MAX_VALUE);
        }
    }

    /// Cost of changing the flow of an arc by `step` = +1 or -1, saturated.
    ///
    /// @param record flow, offset and sigsq as kept in [#arcs]
    /// @param count  pairs the arc stands for
    static int marginal(long record, int count, int step) {
        int flow = (int) record;
        int offset = (short) (record >> 32);
        int sigsq = (int) (record >> 48);
        if (sigsq > 0) {
            if (sigsq == COSTS_NOTHING) {
                return 0;
            }
            long one = CostRecord.quadratic(flow + step, offset, sigsq) - CostRecord.quadratic(flow, offset, sigsq);
            return (int) Math.max(-HIGHEST_COST, Math.min(HIGHEST_COST, one * count));
        }
        int weight = sigsq < 0 ? FORBIDDEN_COST : offset == PRICED ? count : 0;
        return flow * step >= 0 ? weight : -weight;
    }

    /// The reduced cost of one more unit in (`direction` = 1) or against (-1) an arc.
    long reducedCost(long arc, int direction) {
        int from = graph.arc(arc, DualGraph.FROM);
        int to = graph.arc(arc, DualGraph.TO);
        int marginal = marginal(arcs.get(LONG, arc * ARC_BYTES), graph.arc(arc, DualGraph.COUNT), direction);
        return marginal + direction * (potential(to) - potential(from));
    }
}
