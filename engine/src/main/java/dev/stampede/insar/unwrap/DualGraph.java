package dev.stampede.insar.unwrap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The network on which unwrapping is a flow problem, shared read-only by all workers of a run.
///
/// Its vertices are *loops*: loop 0 is the ground outside the grid, the others are 2 x 2 cell loops at which
/// phase may fail to close or more than two ways meet. Its *arcs* cross neighbour pairs: flow along an arc is
/// the number of cycles added between the cells on its two sides. Pairs inside one node's cells carry no arc,
/// and a chain of pairs that separate the same two regions is one arc that stands for `count` pairs.
///
/// Per arc (32 bytes): from, to, edge (signed as in [NodeGrid], with the arc's direction), first pair of the
/// chain, count, places of its two ends in the adjacency, flags. Arcs whose ends coincide have no place in the
/// adjacency: their flow never changes.
///
/// @param rows        cells per column
/// @param cols        cells per row
/// @param loopCount   number of loops, the ground included
/// @param arcCount    number of arcs
/// @param edgeCount   number of edges the arcs refer to
/// @param arcs        the arc records
/// @param adjacency   per arc end, ordered by loop and arc: other loop, then +(arc + 1) when leaving along the
///                    arc's direction, else -(arc + 1); two int32
/// @param adjacencyStart first adjacency entry of each loop and one more, int32
/// @param pairArc     per pair in file order: signed arc + 1, negative when the pair's positive direction runs
///                    against the arc; 0 = inside a node; int32
/// @param loopFace    face `row * (cols - 1) + col` of each loop, -1 for the ground; int32
/// @param components  parts of the grid joined by pairs with statistics; empty when every pair has them
/// @param freeArcs    the arcs without statistics that have two ends, ascending, int32
/// @param cornerRule  whether flow through the four corner column pairs is forbidden
record DualGraph(
        int rows,
        int cols,
        int loopCount,
        int arcCount,
        int edgeCount,
        MemorySegment arcs,
        MemorySegment adjacency,
        MemorySegment adjacencyStart,
        MemorySegment pairArc,
        MemorySegment loopFace,
        Components components,
        MemorySegment freeArcs,
        boolean cornerRule) {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final long ARC_BYTES = 32;
    static final long FROM = 0;
    static final long TO = 4;
    static final long EDGE = 8;
    static final long FIRST_PAIR = 12;
    static final long COUNT = 16;
    static final long FROM_END = 20;
    static final long TO_END = 24;
    static final long FLAGS = 28;

    /// Flag of an arc over a corner column pair while the corner rule is on.
    static final int CORNER = 1;

    /// Flag of an arc that crosses its first pair against the pair's positive direction.
    static final int BACKWARD = 2;

    /// Place of an arc end that is not in the adjacency.
    static final int NOWHERE = -1;

    int arc(long arc, long field) {
        return arcs.get(INT, arc * ARC_BYTES + field);
    }

    int endCount() {
        return (int) (adjacency.byteSize() / 8);
    }

    int freeArcCount() {
        return (int) (freeArcs.byteSize() / 4);
    }
}
