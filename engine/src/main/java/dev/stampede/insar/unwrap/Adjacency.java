package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.ARC_BYTES;
import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.DualGraph.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Lists the arc ends of every loop in arc order and tells each arc where its ends are.
///
/// @param entries per end: other loop (low 32 bits), then +(arc + 1) when leaving along the arc, else -(arc +
///                1)
/// @param start   first entry of each loop and one more, int32
record Adjacency(MemorySegment entries, MemorySegment start) {
    static Adjacency of(Arena arena, MemorySegment arcs, int arcCount, int loops) {
        var start = new int[loops + 1];
        for (long at = 0, end = arcCount * ARC_BYTES; at < end; at += ARC_BYTES) {
            int from = arcs.get(INT, at + DualGraph.FROM);
            int to = arcs.get(INT, at + DualGraph.TO);
            if (from != to) {
                start[from]++;
                start[to]++;
            }
        }
        int ends = 0;
        for (int loop = 0; loop <= loops; loop++) {
            int degree = start[loop];
            start[loop] = ends;
            ends += degree;
        }
        var entries = arena.allocate(8L * ends, 64);
        fill(entries, arcs, arcCount, start.clone());
        return new Adjacency(entries, CellMap.copy(arena, start));
    }

    private static void fill(MemorySegment entries, MemorySegment arcs, int arcCount, int[] next) {
        for (int arc = 0; arc < arcCount; arc++) {
            long at = arc * ARC_BYTES;
            int from = arcs.get(INT, at + DualGraph.FROM);
            int to = arcs.get(INT, at + DualGraph.TO);
            int fromEnd = DualGraph.NOWHERE;
            int toEnd = DualGraph.NOWHERE;
            if (from != to) {
                fromEnd = next[from]++;
                toEnd = next[to]++;
                entries.set(LONG, 8L * fromEnd, entry(to, arc + 1));
                entries.set(LONG, 8L * toEnd, entry(from, -(arc + 1)));
            }
            arcs.set(INT, at + DualGraph.FROM_END, fromEnd);
            arcs.set(INT, at + DualGraph.TO_END, toEnd);
        }
    }

    private static long entry(int other, int signedArc) {
        return (long) signedArc << 32 | other;
    }
}
