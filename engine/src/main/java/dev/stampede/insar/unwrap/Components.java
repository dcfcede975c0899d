package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.ARC_BYTES;
import static dev.stampede.insar.unwrap.DualGraph.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The parts of a grid that hang together by pairs with statistics, numbered by their first cell in row-major
/// order, and the arcs without statistics that bound each.
///
/// @param count         number of parts
/// @param start         first boundary entry of each part and one more, int32
/// @param boundary      +(arc + 1) when the part lies on the left hand of the arc, else -(arc + 1); int32
/// @param minorityNodes nodes outside the part with most nodes
record Components(int count, MemorySegment start, MemorySegment boundary, int minorityNodes) {
    /// The whole grid is one part.
    static Components one(Arena arena) {
        return new Components(1, arena.allocate(INT, 2), arena.allocate(INT, 0), 0);
    }

    static Components find(
            Arena arena, PairNetwork network, MemorySegment arcs, int arcCount, MemorySegment nodeCells) {
        var part = new int[network.pairs().rows() * network.pairs().cols()];
        int count = number(part, network);
        var start = new int[count + 1];
        var sides = new BoundarySides(network.pairs(), arcs, part);
        for (int arc = 0; arc < arcCount; arc++) {
            if (sides.separates(arc)) {
                start[sides.left]++;
                start[sides.right]++;
            }
        }
        int total = 0;
        for (int i = 0; i <= count; i++) {
            int size = start[i];
            start[i] = total;
            total += size;
        }
        var boundary = new int[total];
        var next = start.clone();
        for (int arc = 0; arc < arcCount; arc++) {
            if (sides.separates(arc)) {
                boundary[next[sides.left]++] = arc + 1;
                boundary[next[sides.right]++] = -(arc + 1);
            }
        }
        return new Components(
                count, CellMap.copy(arena, start), CellMap.copy(arena, boundary), minority(part, count, nodeCells));
    }

    /// Gives each cell the number of its part.
    private static int number(int[] part, PairNetwork network) {
        var pairs = network.pairs();
        java.util.Arrays.setAll(part, cell -> cell);
        for (int row = 0; row < pairs.rows(); row++) {
            for (int col = 0; col < pairs.cols(); col++) {
                int cell = row * pairs.cols() + col;
                if (row > 0) {
                    joinUnlessFree(part, network.pairEdge()[pairs.vertical(row - 1, col)], cell - pairs.cols(), cell);
                }
                if (col > 0) {
                    joinUnlessFree(part, network.pairEdge()[pairs.horizontal(row, col - 1)], cell - 1, cell);
                }
            }
        }
        int count = 0;
        for (int cell = 0; cell < part.length; cell++) {
            int parent = part[cell]; // lower than the cell, hence already numbered, unless the cell is a root
            part[cell] = parent == cell ? count++ : part[parent];
        }
        return count;
    }

    private static void joinUnlessFree(int[] parent, int edge, int a, int b) {
        if (edge != NodeGrid.NO_STATISTICS) {
            int rootA = root(parent, a);
            int rootB = root(parent, b);
            parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
        }
    }

    private static int root(int[] parent, int cell) {
        int above;
        while ((above = parent[cell]) != cell) {
            parent[cell] = parent[above];
            cell = parent[cell];
        }
        return cell;
    }

    private static int minority(int[] part, int count, MemorySegment nodeCells) {
        var nodes = new int[count];
        int largest = 0;
        int total = (int) (nodeCells.byteSize() / 4);
        for (int node = 0; node < total; node++) {
            largest = Math.max(largest, ++nodes[part[nodeCells.get(INT, 4L * node)]]);
        }
        return total - largest;
    }

    /// The parts on both sides of an arc without statistics.
    private static final class BoundarySides {
        private final Pairs pairs;
        private final MemorySegment arcs;
        private final int[] part;
        private int left;
        private int right;

        BoundarySides(Pairs pairs, MemorySegment arcs, int[] part) {
            this.pairs = pairs;
            this.arcs = arcs;
            this.part = part;
        }

        boolean separates(int arc) {
            long at = arc * ARC_BYTES;
            if (arcs.get(INT, at + DualGraph.EDGE) != NodeGrid.NO_STATISTICS) {
                return false;
            }
            int pair = arcs.get(INT, at + DualGraph.FIRST_PAIR);
            boolean backward = (arcs.get(INT, at + DualGraph.FLAGS) & DualGraph.BACKWARD) != 0;
            left = part[backward ? pairs.rightHandCell(pair) : pairs.leftHandCell(pair)];
            right = part[backward ? pairs.leftHandCell(pair) : pairs.rightHandCell(pair)];
            return left != right;
        }
    }
}
