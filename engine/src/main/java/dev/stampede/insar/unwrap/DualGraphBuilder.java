package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.ARC_BYTES;
import static dev.stampede.insar.unwrap.DualGraph.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Builds the [DualGraph] of a grid in linear time. Contraction happens on the dual side: a loop crossed by
/// just two pairs is no vertex, one walks through it and both pairs become one arc. That is the same as merging
/// the 4-connected cells of each node, without ever listing them.
///
/// Numbers are given in an order that depends on the grid only: kept loops row-major after the ground; arcs by
/// loop and side (top, left, bottom, right), then chains from border to border, then closed rings.
final class DualGraphBuilder {
    private static final int DROPPED = 0;
    private static final int PASSED = -1;
    private static final int[] ROW_STEP = {-1, 0, 1, 0};
    private static final int[] COL_STEP = {0, -1, 0, 1};

    private final PairNetwork network;
    private final Pairs pairs;
    private final boolean contract;
    private final boolean cornerRule;
    private final int[] pairEdge;
    private final int[] pairArc;
    private final int[] faceLoop;
    private MemorySegment arcs;
    private int loops = 1;
    private int arcCount;
    private int freeArcs;
    private long keptSides;

    private DualGraphBuilder(PairNetwork network, boolean contract, boolean cornerRule) {
        this.network = network;
        this.pairs = network.pairs();
        this.contract = contract;
        this.cornerRule = cornerRule;
        this.pairEdge = network.pairEdge();
        this.pairArc = new int[pairs.count()];
        this.faceLoop = new int[(pairs.rows() - 1) * (pairs.cols() - 1)];
    }

    /// @param arena      owner of the graph
    /// @param contract   `false` keeps every loop and every pair, for tests
    /// @param cornerRule forbid flow through the four corner column pairs, as snaphu does
    /// @param nodeCells  row-major cell of each node, int32, to count nodes per component
    static DualGraph build(
            Arena arena, PairNetwork network, boolean contract, boolean cornerRule, MemorySegment nodeCells) {
        return new DualGraphBuilder(network, contract, cornerRule).build(arena, nodeCells);
    }

    private DualGraph build(Arena arena, MemorySegment nodeCells) {
        classifyLoops();
        try (Arena scratch = Arena.ofConfined()) {
            arcs = scratch.allocate((keptSides + borderPairs()) / 2 * ARC_BYTES, 64);
            walkFromLoops();
            walkFromBorder();
            walkRings(scratch);
            var ownArcs = arena.allocate(arcCount * ARC_BYTES, 64);
            MemorySegment.copy(arcs, 0, ownArcs, 0, ownArcs.byteSize());
            arcs = ownArcs;
        }
        var adjacency = Adjacency.of(arena, arcs, arcCount, loops);
        return new DualGraph(
                pairs.rows(),
                pairs.cols(),
                loops,
                arcCount,
                network.edgeCount(),
                arcs,
                adjacency.entries(),
                adjacency.start(),
                CellMap.copy(arena, pairArc),
                CellMap.copy(arena, facesOfLoops()),
                freeArcs == 0 ? Components.one(arena) : Components.find(arena, network, arcs, arcCount, nodeCells),
                CellMap.copy(arena, listFreeArcs()),
                cornerRule);
    }

    private boolean carriesArc(int pair) {
        return !contract || edge(pair) != NodeGrid.SAME_NODE;
    }

    private int edge(int pair) {
        return pairEdge[pair];
    }

    private boolean isCorner(int pair) {
        return cornerRule && pairs.isCorner(pair);
    }

    private int face(int row, int col) {
        return row * (pairs.cols() - 1) + col;
    }

    private void classifyLoops() {
        for (int row = 0; row < pairs.rows() - 1; row++) {
            for (int col = 0; col < pairs.cols() - 1; col++) {
                int sides = 0;
                int mask = 0;
                boolean corner = false;
                for (int side = 0; side < Pairs.SIDES; side++) {
                    int pair = pairs.side(row, col, side);
                    if (carriesArc(pair)) {
                        sides++;
                        mask |= 1 << side;
                        corner |= isCorner(pair);
                    }
                }
                if (sides == 0) {
                    continue;
                }
                if (contract && sides == 2 && !corner && passes(row, col, mask)) {
                    faceLoop[face(row, col)] = PASSED;
                } else {
                    faceLoop[face(row, col)] = loops++;
                    keptSides += sides;
                }
            }
        }
    }

    private boolean passes(int row, int col, int mask) {
        int in = Integer.numberOfTrailingZeros(mask);
        int out = Integer.numberOfTrailingZeros(mask & mask - 1);
        return network.passing().passes(row, col, in, out);
    }

    private long borderPairs() {
        long count = 0;
        for (int col = 0; col < pairs.cols() - 1; col++) {
            count += carriesArc(pairs.horizontal(0, col)) ? 1 : 0;
            count += carriesArc(pairs.horizontal(pairs.rows() - 1, col)) ? 1 : 0;
        }
        for (int row = 0; row < pairs.rows() - 1; row++) {
            count += carriesArc(pairs.vertical(row, 0)) ? 1 : 0;
            count += carriesArc(pairs.vertical(row, pairs.cols() - 1)) ? 1 : 0;
        }
        return count;
    }

    private void walkFromLoops() {
        for (int row = 0; row < pairs.rows() - 1; row++) {
            for (int col = 0; col < pairs.cols() - 1; col++) {
                int loop = faceLoop[face(row, col)];
                for (int side = 0; loop > 0 && side < Pairs.SIDES; side++) {
                    walkIfNew(loop, row, col, side);
                }
            }
        }
    }

    /// The ground is entered from outside: from a row above or below the grid or a column beside it.
    private void walkFromBorder() {
        for (int col = 0; col < pairs.cols() - 1; col++) {
            walkIfNew(0, -1, col, Pairs.BOTTOM);
            walkIfNew(0, pairs.rows() - 1, col, Pairs.TOP);
        }
        for (int row = 0; row < pairs.rows() - 1; row++) {
            walkIfNew(0, row, -1, Pairs.RIGHT);
            walkIfNew(0, row, pairs.cols() - 1, Pairs.LEFT);
        }
    }

    /// What is left are fragments wholly inside another one.
    private void walkRings(Arena scratch) {
        for (int row = 0; row < pairs.rows() - 1; row++) {
            for (int col = 0; col < pairs.cols() - 1; col++) {
                if (faceLoop[face(row, col)] != PASSED) {
                    continue;
                }
                int side = otherSide(row, col, -1);
                if (pairArc[pairs.side(row, col, side)] == 0) {
                    growArcs(scratch);
                    walkIfNew(0, row, col, side);
                }
            }
        }
    }

    private void growArcs(Arena scratch) {
        if ((arcCount + 1) * ARC_BYTES > arcs.byteSize()) {
            var larger = scratch.allocate(arcs.byteSize() * 5 / 4 + 64 * ARC_BYTES, 64);
            MemorySegment.copy(arcs, 0, larger, 0, arcs.byteSize());
            arcs = larger;
        }
    }

    private void walkIfNew(int from, int row, int col, int side) {
        int first = pairs.side(row, col, side);
        if (!carriesArc(first) || pairArc[first] != 0) {
            return;
        }
        int firstSide = side;
        int count = 0;
        int to = 0;
        int pair = first;
        do {
            pairArc[pair] = Pairs.outwardIsPositive(side) ? arcCount + 1 : -(arcCount + 1);
            count++;
            row += ROW_STEP[side];
            col += COL_STEP[side];
            if (row < 0 || col < 0 || row >= pairs.rows() - 1 || col >= pairs.cols() - 1) {
                break;
            }
            int loop = faceLoop[face(row, col)];
            if (loop != PASSED) {
                to = loop;
                break;
            }
            side = otherSide(row, col, Pairs.opposite(side));
            pair = pairs.side(row, col, side);
        } while (pairArc[pair] == 0);
        record(from, to, first, firstSide, count);
    }

    /// The side of a passed loop that carries an arc and is not `entry`.
    private int otherSide(int row, int col, int entry) {
        for (int side = 0; side < Pairs.SIDES; side++) {
            if (side != entry && carriesArc(pairs.side(row, col, side))) {
                return side;
            }
        }
        throw new AssertionError("passed loop (" + row + ", " + col + ") has no second side");
    }

    private void record(int from, int to, int first, int side, int count) {
        boolean positive = Pairs.outwardIsPositive(side);
        int edge = edge(first);
        long at = arcCount++ * ARC_BYTES;
        arcs.set(INT, at + DualGraph.FROM, from);
        arcs.set(INT, at + DualGraph.TO, to);
        arcs.set(INT, at + DualGraph.EDGE, positive ? edge : -edge); // NO_STATISTICS is its own negative
        arcs.set(INT, at + DualGraph.FIRST_PAIR, first);
        arcs.set(INT, at + DualGraph.COUNT, count);
        arcs.set(
                INT,
                at + DualGraph.FLAGS,
                (isCorner(first) ? DualGraph.CORNER : 0) | (positive ? 0 : DualGraph.BACKWARD));
        freeArcs += edge == NodeGrid.NO_STATISTICS && from != to ? 1 : 0;
    }

    private int[] listFreeArcs() {
        var list = new int[freeArcs];
        int count = 0;
        for (int arc = 0; arc < arcCount; arc++) {
            long at = arc * ARC_BYTES;
            boolean looped = arcs.get(INT, at + DualGraph.FROM) == arcs.get(INT, at + DualGraph.TO);
            if (!looped && arcs.get(INT, at + DualGraph.EDGE) == NodeGrid.NO_STATISTICS) {
                list[count++] = arc;
            }
        }
        return list;
    }

    private int[] facesOfLoops() {
        var loopFace = new int[loops];
        loopFace[0] = -1;
        for (int face = 0; face < faceLoop.length; face++) {
            if (faceLoop[face] > DROPPED) {
                loopFace[faceLoop[face]] = face;
            }
        }
        return loopFace;
    }
}
