package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.DualGraph.LONG;
import static dev.stampede.insar.unwrap.FlowState.CAME_BY;
import static dev.stampede.insar.unwrap.FlowState.DISTANCE;
import static dev.stampede.insar.unwrap.FlowState.END_BYTES;
import static dev.stampede.insar.unwrap.FlowState.EXCESS;
import static dev.stampede.insar.unwrap.FlowState.FIRST_END;
import static dev.stampede.insar.unwrap.FlowState.LOOP_BYTES;
import static dev.stampede.insar.unwrap.FlowState.POTENTIAL;
import static dev.stampede.insar.unwrap.FlowState.STAMP;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Dijkstra's search over reduced costs from one loop to the nearest loop that lacks flow, within a radius.
///
/// Order is strict: by distance, then loop number; a path is replaced only by a strictly shorter one. So the
/// result does not depend on how the queue is built. Nothing is cleared between searches: a stamp tells old
/// entries from new.
final class LocalSearch {
    /// Returned when no loop with a deficit lies within the radius.
    static final int NONE = -1;

    private final FlowState state;
    private final int loopBits;
    private final int loopMask;
    private final long longestRadius;
    private final SearchQueue queue = new SearchQueue();
    private int[] settled = new int[1024];
    private int search;
    private long visited;

    LocalSearch(FlowState state) {
        this.state = state;
        loopBits = 32 - Integer.numberOfLeadingZeros(state.graph.loopCount());
        loopMask = (1 << loopBits) - 1;
        longestRadius = 1L << 62 - loopBits;
    }

    /// The largest radius for which distance and loop fit one 64-bit key.
    long longestRadius() {
        return longestRadius;
    }

    /// Loops settled since [#resetCounters].
    long visited() {
        return visited;
    }

    void resetCounters() {
        visited = 0;
    }

    /// Searches from `source` and raises the potentials of all settled loops so that the shortest path found
    /// has reduced cost 0, or, when nothing was found, so that everything within the radius is used up. Either
    /// way all reduced costs stay non-negative.
    ///
    /// @return the loop with a deficit that was reached, or [#NONE]
    int run(int source, long radius) {
        if (search > Integer.MAX_VALUE / 2 - 2) {
            clearStamps();
        }
        int reachedStamp = ++search * 2;
        int target = expand(source, Math.min(radius, longestRadius), reachedStamp);
        return target;
    }

    private int expand(int source, long radius, int reachedStamp) {
        MemorySegment loops = state.loops;
        MemorySegment ends = state.ends;
        queue.clear();
        int count = 0;
        int loop = source;
        long distance = 0;
        int target = NONE;
        loops.set(LONG, source * LOOP_BYTES + DISTANCE, 0);
        while (true) {
            long at = loop * LOOP_BYTES;
            loops.set(INT, at + STAMP, reachedStamp + 1);
            if (count == settled.length) {
                settled = Arrays.copyOf(settled, 2 * count);
            }
            settled[count++] = loop;
            long base = distance - loops.get(LONG, at + POTENTIAL);
            long last = loops.get(INT, at + LOOP_BYTES + FIRST_END) * END_BYTES;
            for (long end = loops.get(INT, at + FIRST_END) * END_BYTES; end < last; end += END_BYTES) {
                long packed = ends.get(LONG, end);
                int other = (int) packed;
                long there = other * LOOP_BYTES;
                long reach = (packed >> 32) + base + loops.get(LONG, there + POTENTIAL);
                if (reach >= radius
                        || loops.get(INT, there + STAMP) >= reachedStamp
                                && loops.get(LONG, there + DISTANCE) <= reach) {
                    continue;
                }
                loops.set(LONG, there + DISTANCE, reach);
                loops.set(INT, there + STAMP, reachedStamp);
                loops.set(INT, there + CAME_BY, (int) (end / END_BYTES));
                queue.add(reach << loopBits | other);
            }
            do {
                long key = queue.poll();
                if (key < 0) {
                    loop = NONE;
                    break;
                }
                loop = (int) key & loopMask;
                distance = key >>> loopBits;
            } while (loops.get(INT, loop * LOOP_BYTES + STAMP) > reachedStamp);
            if (loop == NONE) {
                distance = radius;
                break;
            }
            if (loops.get(INT, loop * LOOP_BYTES + EXCESS) < 0) {
                target = loop;
                break;
            }
        }
        for (int i = 0; i < count; i++) {
            long at = settled[i] * LOOP_BYTES;
            loops.set(
                    LONG, at + POTENTIAL, loops.get(LONG, at + POTENTIAL) + distance - loops.get(LONG, at + DISTANCE));
        }
        visited += count;
        return target;
    }

    /// Moves one unit of flow from `source` to `target` along the path of the last search.
    void augment(int source, int target) {
        MemorySegment adjacency = state.graph.adjacency();
        int loop = target;
        while (loop != source) {
            int end = state.loops.get(INT, loop * LOOP_BYTES + CAME_BY);
            int signed = adjacency.get(INT, end * 8L + 4);
            int arc = Math.abs(signed) - 1;
            state.push(arc, signed > 0 ? 1 : -1);
            loop = state.graph.arc(arc, signed > 0 ? DualGraph.FROM : DualGraph.TO);
        }
        state.addExcess(source, -1);
        state.addExcess(target, 1);
    }

    private void clearStamps() {
        for (long loop = 0; loop < state.graph.loopCount(); loop++) {
            state.loops.set(INT, loop * LOOP_BYTES + STAMP, 0);
        }
        search = 0;
    }
}
