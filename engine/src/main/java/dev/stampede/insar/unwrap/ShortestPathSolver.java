package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.util.Arrays;

/// Routes all excess flow at least total cost: successive shortest paths, one unit at a time, with searches of
/// bounded radius. Sources that find no partner nearby wait for a later round with twice the radius, so most
/// searches stay within a few loops.
///
/// Exact for convex costs: every step keeps all reduced costs non-negative (see [FlowState]). Source:
/// successive shortest paths with potentials, Ahuja, Magnanti and Orlin (1993), section 9.7, on the dual grid
/// of Costantini (1998), doi:10.1109/36.673674.
final class ShortestPathSolver {
    /// First radius. Short radii pay when many arcs are free and paths wander far at little cost.
    private static final long FIRST_RADIUS = 1000;

    private static final long FIRST_RADIUS_MANY_FREE = 64;

    /// Free arcs above one in so many count as many.
    private static final int MANY_FREE = 10;

    /// Searches between two looks at the cancellation flag.
    private static final int SEARCHES_PER_CHECK = 4096;

    private final FlowState state;
    private final LocalSearch search;
    private long searches;
    private long units;

    ShortestPathSolver(FlowState state, LocalSearch search) {
        this.state = state;
        this.search = search;
    }

    /// Searches of the last [#solve].
    long searches() {
        return searches;
    }

    /// Units of flow routed by the last [#solve].
    long units() {
        return units;
    }

    /// @throws IllegalStateException if excess remains that no path can carry away: the residues do not balance
    void solve(Cancellation cancellation, Progress progress) {
        int[] waiting = sources();
        searches = 0;
        search.resetCounters();
        progress.begin("unwrap", Math.max(1, units));
        boolean manyFree = (long) state.graph.freeArcCount() * MANY_FREE >= state.graph.arcCount();
        long reported = 0;
        long routed = 0;
        long longest = search.longestRadius();
        for (long radius = manyFree ? FIRST_RADIUS_MANY_FREE : FIRST_RADIUS; waiting.length > 0; radius *= 2) {
            radius = Math.min(radius, longest);
            int stillWaiting = 0;
            for (int source : waiting) {
                while (state.excess(source) > 0) {
                    if (searches++ % SEARCHES_PER_CHECK == 0) {
                        cancellation.check();
                        progress.advance(routed - reported);
                        reported = routed;
                    }
                    int target = search.run(source, radius);
                    if (target == LocalSearch.NONE) {
                        waiting[stillWaiting++] = source;
                        break;
                    }
                    search.augment(source, target);
                    routed++;
                }
            }
            if (radius == longest && stillWaiting > 0) {
                throw new IllegalStateException(stillWaiting + " loops keep excess flow that nothing can take; the"
                        + " residues do not balance or costs are beyond the range of the solver");
            }
            waiting = Arrays.copyOf(waiting, stillWaiting);
        }
        progress.advance(routed - reported);
    }

    /// All loops with more inflow than outflow, ascending.
    private int[] sources() {
        int count = 0;
        units = 0;
        for (int loop = 0; loop < state.graph.loopCount(); loop++) {
            count += state.excess(loop) > 0 ? 1 : 0;
        }
        var sources = new int[count];
        count = 0;
        for (int loop = 0; loop < state.graph.loopCount(); loop++) {
            int excess = state.excess(loop);
            if (excess > 0) {
                sources[count++] = loop;
                units += excess;
            }
        }
        return sources;
    }
}
