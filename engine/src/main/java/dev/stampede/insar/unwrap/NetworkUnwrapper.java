package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.lang.foreign.Arena;

/// The default backend: exact minimum-cost flow on the dual network, with a certificate of optimality.
///
/// Exact for pairs with statistics, whose costs are convex. Pairs without statistics cost one unit however
/// large the jump; they are first priced per cycle, an upper bound that is exact up to one cycle, and then
/// improved ([FreeArcPolish]). Source of the formulation: Costantini (1998), doi:10.1109/36.673674; of the
/// costs: Chen and Zebker (2001), doi:10.1364/JOSAA.18.000338.
///
/// @param options switches, all of them on by default
public record NetworkUnwrapper(Options options) implements Unwrapper {
    /// @param cornerRule forbid flow through the four corner column pairs, as the snaphu program does, so that
    ///                   its total cost is matched exactly; without it a corner cell may be cut off more cheaply
    /// @param polish     improve the flow over pairs without statistics after the convex solve
    /// @param contract   merge the cells of a node; `false` solves the full grid, slower, for cross-checks
    public record Options(boolean cornerRule, boolean polish, boolean contract) {
        public static final Options DEFAULT = new Options(true, true, true);
    }

    public NetworkUnwrapper() {
        this(Options.DEFAULT);
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public long estimateBytes(int rows, int cols, int nodes, int workers) {
        return NetworkMemory.estimate(rows, cols, nodes, workers);
    }

    @Override
    public UnwrapRun prepare(Arena arena, NodeGrid grid) {
        var map = CellMap.of(arena, grid);
        var graph = DualGraphBuilder.build(
                arena, PairNetwork.of(grid), options.contract, options.cornerRule, map.nodeCell());
        return new NetworkRun(graph, map, grid.edgeCount(), options.polish);
    }

    @Override
    public UnwrappedPhase unwrap(Arena arena, GridProblem problem, Cancellation cancellation, Progress progress) {
        var records = PairRecords.read(arena, problem);
        var map = CellMap.identity(arena, problem.rows(), problem.cols());
        var graph =
                DualGraphBuilder.build(arena, records.network(), options.contract, options.cornerRule, map.nodeCell());
        return new NetworkWorker(arena, graph, map, options.polish)
                .unwrap(records.statistics(), cancellation, progress);
    }

    private record NetworkRun(DualGraph graph, CellMap map, int edgeCount, boolean polish) implements UnwrapRun {
        @Override
        public long bytesPerWorker() {
            return NetworkWorker.bytes(graph, map);
        }

        @Override
        public UnwrapWorker openWorker() {
            Arena arena = Arena.ofConfined();
            var worker = new NetworkWorker(arena, graph, map, polish);
            return new UnwrapWorker() {
                @Override
                public UnwrappedPhase unwrap(ArcStatistics in, Cancellation cancellation, Progress progress) {
                    in.requireFits(map.nodes(), edgeCount);
                    return worker.unwrap(in, cancellation, progress);
                }

                @Override
                public void close() {
                    arena.close();
                }
            };
        }
    }
}
