package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Solves one interferogram after another on one graph in memory allocated once.
final class NetworkWorker {
    private static final System.Logger LOG = System.getLogger(NetworkWorker.class.getName());

    private final DualGraph graph;
    private final CellMap map;
    private final WrappedGrid wrapped;
    private final FlowState state;
    private final InterferogramLoader loader;
    private final LocalSearch search;
    private final ShortestPathSolver solver;
    private final Optional<FreeArcPolish> polish;
    private final GridPhase phase;

    /// @param arena owner of the memory
    NetworkWorker(Arena arena, DualGraph graph, CellMap map, boolean polish) {
        this.graph = graph;
        this.map = map;
        wrapped = new WrappedGrid(arena, map);
        state = new FlowState(arena, graph);
        loader = new InterferogramLoader(graph, wrapped, state);
        search = new LocalSearch(state);
        solver = new ShortestPathSolver(state, search);
        this.polish = polish ? Optional.of(new FreeArcPolish(state, search, wrapped)) : Optional.empty();
        phase = new GridPhase(arena, map, wrapped);
    }

    static long bytes(DualGraph graph, CellMap map) {
        return WrappedGrid.bytes(map) + FlowState.bytes(graph) + GridPhase.bytes(map);
    }

    UnwrappedPhase unwrap(ArcStatistics in, Cancellation cancellation, Progress progress) {
        loader.load(in);
        solver.solve(cancellation, progress);
        long visited = search.visited();
        var convex = FlowAudit.of(state);
        boolean improved = polish.isPresent() && polish.get().run(cancellation);
        var cost = improved ? FlowAudit.of(state) : convex;
        var integration = PhaseIntegration.run(
                new Pairs(graph.rows(), graph.cols()), wrapped.cell, this::readFlow, phase.cells());
        var report = new UnwrapReport(
                "native",
                graph.cornerRule(),
                cost.total(),
                cost.statistics(),
                cost.freeCuts(),
                integration.maxFlow(),
                integration.maxFlow() > CostRecord.MAX_FLOW,
                convex.optimal(),
                integration.conserved(),
                convex.total() - cost.total(),
                solver.units(),
                solver.searches(),
                visited,
                graph.components().count(),
                graph.components().minorityNodes());
        if (!report.certified() || !report.conserved()) {
            LOG.log(System.Logger.Level.WARNING, "an unwrapped interferogram is not proven optimal: {0}", report);
        }
        return phase.with(integration.meanSquaredDifference(), report);
    }

    private void readFlow(int firstPair, int[] outFlow, int count) {
        MemorySegment.copy(graph.pairArc(), INT, 4L * firstPair, outFlow, 0, count);
        MemorySegment arcs = state.arcs;
        for (int i = 0; i < count; i++) {
            int arc = outFlow[i];
            if (arc != 0) {
                int flow = arcs.get(INT, (Math.abs(arc) - 1) * FlowState.ARC_BYTES);
                outFlow[i] = arc > 0 ? flow : -flow;
            }
        }
    }
}
