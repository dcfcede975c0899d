package dev.stampede.catalog;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// A packed tree over boxes in space and time: entries in the order of a Hilbert curve through their centres,
/// [#NODE] of them to a node, nodes likewise up to one root. 48 bytes an entry, off-heap, built once.
///
/// Source: I. Kamel and C. Faloutsos, "On packing R-trees", CIKM 1993, doi:10.1145/170088.170403.
final class SpaceTimeIndex {
    private static final int NODE = 16;
    private static final int ORDER = 16; // bits of a coordinate on the curve
    private static final int FIELDS = 6; // min x, min y, max x, max y, start, end
    private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE;
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG;

    private final int[] entries; // row of each leaf entry, in curve order
    private final MemorySegment boxes; // all levels, leaves first
    private final int[] levelStart; // first box of each level

    private SpaceTimeIndex(int[] entries, MemorySegment boxes, int[] levelStart) {
        this.entries = entries;
        this.boxes = boxes;
        this.levelStart = levelStart;
    }

    /// @param arena owns the tree
    /// @param table the rows to find
    static SpaceTimeIndex build(Arena arena, CatalogTable table) {
        int count = table.size();
        var entries = curveOrder(table);
        var levels = new int[ORDER];
        int depth = 0;
        int total = 0;
        for (int size = count; ; size = (size + NODE - 1) / NODE) {
            levels[depth++] = total;
            total = Math.addExact(total, size);
            if (size <= 1) {
                break;
            }
        }
        levels[depth] = total;
        var boxes = arena.allocate(Math.max(1L, total) * FIELDS * Double.BYTES, Double.BYTES);
        for (int i = 0; i < count; i++) {
            int row = entries[i];
            set(
                    boxes,
                    i,
                    table.minX(row),
                    table.minY(row),
                    table.maxX(row),
                    table.maxY(row),
                    table.start(row),
                    table.end(row));
        }
        for (int level = 1; level < depth; level++) {
            for (int node = levels[level]; node < levels[level + 1]; node++) {
                int first = levels[level - 1] + (node - levels[level]) * NODE;
                enclose(boxes, node, first, Math.min(first + NODE, levels[level]));
            }
        }
        return new SpaceTimeIndex(entries, boxes, Arrays.copyOf(levels, depth + 1));
    }

    private static void enclose(MemorySegment boxes, int node, int from, int to) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int child = from; child < to; child++) {
            minX = Math.min(minX, real(boxes, child, 0));
            minY = Math.min(minY, real(boxes, child, 1));
            maxX = Math.max(maxX, real(boxes, child, 2));
            maxY = Math.max(maxY, real(boxes, child, 3));
            start = Math.min(start, whole(boxes, child, 4));
            end = Math.max(end, whole(boxes, child, 5));
        }
        set(boxes, node, minX, minY, maxX, maxY, start, end);
    }

    private static void set(
            MemorySegment boxes, int at, double minX, double minY, double maxX, double maxY, long start, long end) {
        long first = (long) at * FIELDS;
        boxes.setAtIndex(F64, first, minX);
        boxes.setAtIndex(F64, first + 1, minY);
        boxes.setAtIndex(F64, first + 2, maxX);
        boxes.setAtIndex(F64, first + 3, maxY);
        boxes.setAtIndex(I64, first + 4, start);
        boxes.setAtIndex(I64, first + 5, end);
    }

    private static double real(MemorySegment boxes, int at, int field) {
        return boxes.getAtIndex(F64, (long) at * FIELDS + field);
    }

    private static long whole(MemorySegment boxes, int at, int field) {
        return boxes.getAtIndex(I64, (long) at * FIELDS + field);
    }

    /// Rows whose box and time touch or overlap what is asked for, in ascending order.
    int[] find(double minX, double minY, double maxX, double maxY, long start, long end) {
        var found = new IntList();
        int root = levelStart.length - 2;
        if (entries.length > 0) {
            descend(root, levelStart[root], found, minX, minY, maxX, maxY, start, end);
        }
        var rows = found.toArray();
        Arrays.sort(rows);
        return rows;
    }

    private void descend(
            int level,
            int node,
            IntList found,
            double minX,
            double minY,
            double maxX,
            double maxY,
            long start,
            long end) {
        boolean apart = real(boxes, node, 0) > maxX
                || real(boxes, node, 1) > maxY
                || real(boxes, node, 2) < minX
                || real(boxes, node, 3) < minY
                || whole(boxes, node, 4) > end
                || whole(boxes, node, 5) < start;
        if (apart) {
            return;
        }
        if (level == 0) {
            found.add(entries[node]);
            return;
        }
        int first = levelStart[level - 1] + (node - levelStart[level]) * NODE;
        int last = Math.min(first + NODE, levelStart[level]);
        for (int child = first; child < last; child++) {
            descend(level - 1, child, found, minX, minY, maxX, maxY, start, end);
        }
    }

    private static int[] curveOrder(CatalogTable table) {
        int count = table.size();
        var box = table.totalBounds();
        long[] keys = new long[count];
        for (int row = 0; row < count; row++) {
            double x = (table.minX(row) + table.maxX(row)) / 2;
            double y = (table.minY(row) + table.maxY(row)) / 2;
            long code = box.isEmpty()
                    ? 0
                    : hilbert(
                            cell(x, box.get().minX(), box.get().width()),
                            cell(y, box.get().minY(), box.get().height()));
            keys[row] = code << (Integer.SIZE - 1) | row; // 32 bits of curve, 31 of row
        }
        Arrays.parallelSort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i] & Integer.MAX_VALUE;
        }
        return order;
    }

    /// Position of a centre on the grid of the curve.
    static int cell(double value, double min, double extent) {
        int last = (1 << ORDER) - 1;
        return extent > 0 ? (int) Math.clamp((value - min) / extent * last, 0, last) : 0;
    }

    /// Distance along the Hilbert curve of order 16 of the cell (x, y).
    static long hilbert(int x, int y) {
        long distance = 0;
        int column = x;
        int row = y;
        for (int side = 1 << (ORDER - 1); side > 0; side >>= 1) {
            int right = (column & side) != 0 ? 1 : 0;
            int upper = (row & side) != 0 ? 1 : 0;
            distance += (long) side * side * ((3 * right) ^ upper);
            if (upper == 0) {
                if (right == 1) {
                    column = (1 << ORDER) - 1 - column;
                    row = (1 << ORDER) - 1 - row;
                }
                int swapped = column;
                column = row;
                row = swapped;
            }
        }
        return distance;
    }

    /// A growing list of numbers.
    private static final class IntList {
        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
