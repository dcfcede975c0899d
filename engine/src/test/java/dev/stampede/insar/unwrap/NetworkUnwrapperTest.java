package dev.stampede.insar.unwrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The own solver on grids of nodes: against itself without contraction, on awkward shapes, and its
/// bookkeeping.
class NetworkUnwrapperTest {
    private static final GridScene.Mix EASY = new GridScene.Mix(0.5, 0, 0, false);
    private static final GridScene.Mix NOISY = new GridScene.Mix(1.5, 0, 0, false);
    private static final GridScene.Mix WRONG_MODEL = new GridScene.Mix(2, 0, 0, true);
    private static final GridScene.Mix SOME_FREE = new GridScene.Mix(1.2, 0.15, 0, false);
    private static final GridScene.Mix MASKED = new GridScene.Mix(1.2, 0.05, 0.15, false);
    private static final GridScene.Mix ALL_FREE = new GridScene.Mix(2, 1, 0, false);
    private static final List<GridScene.Mix> MIXES = List.of(EASY, NOISY, WRONG_MODEL, SOME_FREE, MASKED, ALL_FREE);

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    static Stream<Arguments> randomGrids() {
        return IntStream.range(0, 12)
                .boxed()
                .flatMap(seed -> MIXES.stream()
                        .map(mix -> Arguments.of(
                                7 + 5 * (seed % 5), 6 + 7 * (seed % 4), 0.06 * (1 + seed % 7), mix, seed)));
    }

    @ParameterizedTest
    @MethodSource("randomGrids")
    void contractionDoesNotChangeTheCost(int rows, int cols, double occupancy, GridScene.Mix mix, int seed) {
        var scene = GridScene.of(arena, GridScene.voronoi(rows, cols, occupancy, seed), mix, seed);

        assertContractionIsLossless(scene, mix, "seed " + seed);
    }

    /// With pairs without statistics both are heuristics at the end; a few cuts apart is legitimate.
    private void assertContractionIsLossless(GridScene scene, GridScene.Mix mix, String description) {
        var contracted = Solved.of(arena, scene, Solved.CONTRACTED).check(arena, scene, description);
        var full = Solved.of(arena, scene, Solved.FULL_GRID).check(arena, scene, description + " full grid");

        long tolerance = mix.freeFraction() > 0 ? 2 + contracted.report().freeCuts() / 20 : 0;
        assertThat(Math.abs(contracted.report().totalCost() - full.report().totalCost()))
                .as(description + ": " + contracted.report() + " against " + full.report())
                .isLessThanOrEqualTo(tolerance);
    }

    static Stream<Arguments> awkwardShapes() {
        int[][] ring = {
            {0, 0, 0, 0, 0, 0, 0},
            {0, 0, 1, 1, 1, 0, 0},
            {0, 0, 1, 2, 1, 0, 0},
            {0, 0, 1, 1, 1, 0, 0},
            {0, 0, 0, 0, 0, 0, 3},
            {0, 0, 0, 0, 0, 3, 3}
        };
        int[][] cornerJoined = {
            {0, 0, 0, 1, 1},
            {0, 2, 2, 1, 1},
            {0, 2, 3, 2, 2},
            {4, 4, 3, 2, 2},
            {4, 4, 3, 3, 3}
        };
        int[][] borderOnly = {
            {0, 1, 2, 3, 4},
            {11, 5, 5, 5, 6},
            {10, 5, 5, 5, 7},
            {9, 9, 8, 8, 7}
        };
        int[][] cornerCells = {
            {0, 1, 1, 2},
            {1, 1, 1, 1},
            {1, 1, 1, 1},
            {3, 1, 1, 4}
        };
        int[][] twoRows = {{0, 1, 1, 2, 3}, {0, 4, 1, 2, 2}};
        int[][] twoCols = {{0, 1}, {2, 1}, {2, 3}, {4, 3}};
        int[][] smallest = {{0, 1}, {2, 3}};
        int[][] oneNode = {{0, 0, 0}, {0, 0, 0}};
        int[][] singleRow = GridScene.nearest(
                9,
                12,
                IntStream.range(0, 12).mapToObj(col -> new int[] {4, col}).toList());
        return Stream.of(ring, cornerJoined, borderOnly, cornerCells, twoRows, twoCols, smallest, oneNode, singleRow)
                .flatMap(nodes -> MIXES.stream().map(mix -> Arguments.of(nodes, mix)));
    }

    @ParameterizedTest
    @MethodSource("awkwardShapes")
    void solvesAwkwardShapes(int[][] nodes, GridScene.Mix mix) {
        for (long seed = 0; seed < 10; seed++) {
            var scene = GridScene.of(arena, nodes, mix, seed);

            assertContractionIsLossless(scene, mix, "seed " + seed);
        }
    }

    @Test
    void theCornerRuleNeverCostsLess() {
        int cheaper = 0;
        for (long seed = 0; seed < 200; seed++) {
            var scene = GridScene.of(arena, GridScene.voronoi(5, 6, 0.5, seed), WRONG_MODEL, seed);

            long ruled = Solved.of(arena, scene, Solved.CONTRACTED)
                    .check(arena, scene, "seed " + seed)
                    .report()
                    .totalCost();
            long free = Solved.of(arena, scene, Solved.NO_CORNER_RULE)
                    .check(arena, scene, "seed " + seed)
                    .report()
                    .totalCost();

            assertThat(free).isLessThanOrEqualTo(ruled);
            cheaper += free < ruled ? 1 : 0;
        }
        assertThat(cheaper).as("grids on which cutting off a corner cell pays").isPositive();
    }

    @Test
    void halfACycleOfOffsetStartsAtZeroFlow() {
        int[][] nodes = {{0, 1}, {0, 1}};
        var scene = GridScene.of(arena, nodes, EASY, 1);
        for (short offset : new short[] {100, -100}) {
            scene.interferogram().offset().set(ArcStatistics.INT16, 0, offset);

            var solved = Solved.of(arena, scene, Solved.NO_CORNER_RULE).check(arena, scene, "offset " + offset);

            assertThat(solved.report().maxFlow()).isZero();
            assertThat(solved.report().excessUnits()).isZero();
        }
    }

    @Test
    void anyFeasibleStartGivesTheSameCost() {
        for (long seed = 0; seed < 20; seed++) {
            var scene = GridScene.of(arena, GridScene.voronoi(15, 18, 0.3, seed), NOISY, seed);
            long expected = Solved.of(arena, scene, Solved.CONTRACTED).report().totalCost();

            var map = CellMap.of(arena, scene.grid());
            var graph = DualGraphBuilder.build(arena, PairNetwork.of(scene.grid()), true, true, map.nodeCell());
            var state = new FlowState(arena, graph);
            new InterferogramLoader(graph, new WrappedGrid(arena, map), state).load(scene.interferogram());
            perturb(state, seed);
            new ShortestPathSolver(state, new LocalSearch(state)).solve(new Cancellation(), Progress.NONE);

            var audit = FlowAudit.of(state);
            assertThat(audit.optimal()).isTrue();
            assertThat(audit.total()).isEqualTo(expected);
        }
    }

    /// Random potentials, and on every arc the flow that is cheapest under them.
    private static void perturb(FlowState state, long seed) {
        var random = new java.util.SplittableRandom(seed);
        for (int loop = 0; loop < state.graph.loopCount(); loop++) {
            state.loops.set(DualGraph.LONG, loop * FlowState.LOOP_BYTES + FlowState.POTENTIAL, random.nextInt(5000));
        }
        for (int arc = 0; arc < state.graph.arcCount(); arc++) {
            for (int direction = -1; direction <= 1; direction += 2) {
                while (state.reducedCost(arc, direction) < 0) {
                    state.push(arc, direction);
                    state.addExcess(state.graph.arc(arc, DualGraph.FROM), -direction);
                    state.addExcess(state.graph.arc(arc, DualGraph.TO), direction);
                }
            }
        }
    }

    @Test
    void resultsDoNotDependOnTheWorkerOrItsPast() {
        var nodes = GridScene.voronoi(40, 50, 0.3, 5);
        var scenes = new ArrayList<GridScene>();
        for (long seed = 0; seed < 6; seed++) {
            scenes.add(GridScene.of(arena, nodes, new GridScene.Mix(1.3, 0, 0, seed % 2 == 0), seed));
        }
        var run = new NetworkUnwrapper().prepare(arena, scenes.getFirst().grid());

        var fresh = new ArrayList<Solved>();
        for (GridScene scene : scenes) {
            try (var worker = run.openWorker()) {
                fresh.add(unwrap(worker, scene));
            }
        }
        try (var worker = run.openWorker()) {
            for (int i = scenes.size() - 1; i >= 0; i--) {
                var again = unwrap(worker, scenes.get(i));
                assertThat(again.report()).isEqualTo(fresh.get(i).report());
                assertThat(again.phase().mismatch(fresh.get(i).phase())).isEqualTo(-1);
            }
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        try (Arena shared = Arena.ofShared()) {
            var nodes = GridScene.voronoi(30, 33, 0.4, 7);
            var scenes = new ArrayList<GridScene>();
            for (long seed = 0; seed < 8; seed++) {
                scenes.add(GridScene.of(shared, nodes, NOISY, seed));
            }
            var run = new NetworkUnwrapper().prepare(shared, scenes.getFirst().grid());

            assertThat(unwrapAll(run, scenes, 3)).isEqualTo(unwrapAll(run, scenes, 1));
        }
    }

    private static List<List<Float>> unwrapAll(UnwrapRun run, List<GridScene> scenes, int threads) {
        var results = new ArrayList<List<Float>>(java.util.Collections.nCopies(scenes.size(), null));
        try (var workers = new Workers(threads)) {
            workers.forBlocks(scenes.size(), 1, run::openWorker, (worker, from, to) -> {
                var result = worker.unwrap(scenes.get((int) from).interferogram(), new Cancellation(), Progress.NONE);
                var phase = new ArrayList<Float>();
                for (int cell = 0; cell < result.rows() * result.cols(); cell++) {
                    phase.add(result.phase(cell / result.cols(), cell % result.cols()));
                }
                results.set((int) from, phase);
            });
        }
        return results;
    }

    private Solved unwrap(UnwrapWorker worker, GridScene scene) {
        try {
            return Solved.copy(arena, worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesEachNodeThePhaseOfItsCell() {
        var scene = GridScene.of(arena, GridScene.voronoi(12, 14, 0.2, 3), NOISY, 3);
        var out = arena.allocate(4L * scene.grid().nodeCount());
        try (var worker = new NetworkUnwrapper().prepare(arena, scene.grid()).openWorker()) {
            UnwrappedPhase result = unwrapQuietly(worker, scene);
            result.copyNodePhase(out);

            for (int node = 0; node < scene.grid().nodeCount(); node++) {
                int cell = scene.grid().nodeCell().get(node);
                assertThat(out.get(GridProblem.FLOAT, 4L * node)).isEqualTo(result.phase(cell % 12, cell / 12));
            }
        }
    }

    private static UnwrappedPhase unwrapQuietly(UnwrapWorker worker, GridScene scene) {
        try {
            return worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.9})
    void estimatesItsMemory(double occupancy) {
        var scene = GridScene.of(arena, GridScene.voronoi(60, 70, occupancy, 1), EASY, 1);
        var unwrapper = new NetworkUnwrapper();

        long more = unwrapper.estimateBytes(60, 70, scene.grid().nodeCount(), 14);
        long less = unwrapper.estimateBytes(60, 70, scene.grid().nodeCount(), 13);

        long actual = unwrapper.prepare(arena, scene.grid()).bytesPerWorker();
        assertThat(more - less).isBetween((long) (0.95 * actual), (long) (1.4 * actual));
    }

    @Test
    void stopsWhenCancelled() {
        var scene = GridScene.of(arena, GridScene.voronoi(20, 20, 0.5, 1), WRONG_MODEL, 1);
        var cancelled = new Cancellation();
        cancelled.cancel();
        try (var worker = new NetworkUnwrapper().prepare(arena, scene.grid()).openWorker()) {
            assertThatThrownBy(() -> worker.unwrap(scene.interferogram(), cancelled, Progress.NONE))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void refusesCostsWithAShelf() {
        var scene = GridScene.of(arena, GridScene.voronoi(4, 4, 1, 1), EASY, 1);
        var problem = scene.expand(arena);
        problem.records().set(GridProblem.INT16, 6, (short) 500);

        assertThatThrownBy(() -> new NetworkUnwrapper().unwrap(arena, problem, new Cancellation(), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("laycost 500")
                .hasMessageContaining("snaphu backend");
    }

    @Test
    void refusesVariancesBelowOne() {
        var scene = GridScene.of(arena, GridScene.voronoi(4, 4, 1, 1), EASY, 1);
        scene.interferogram().sigsq().set(ArcStatistics.INT16, 0, (short) 0);

        assertThatThrownBy(() -> Solved.of(arena, scene, Solved.CONTRACTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sigsq of edge 1 is 0");
    }

    @ParameterizedTest
    @MethodSource("randomGrids")
    void theFileLevelEntryGivesTheSameCost(int rows, int cols, double occupancy, GridScene.Mix mix, int seed) {
        var scene = GridScene.of(arena, GridScene.voronoi(rows, cols, occupancy, seed), mix, seed);

        var run = Solved.of(arena, scene, Solved.CONTRACTED);
        var result = new NetworkUnwrapper().unwrap(arena, scene.expand(arena), new Cancellation(), Progress.NONE);
        var file = Solved.copy(arena, result).check(arena, scene, "file level, seed " + seed);

        long tolerance = mix.freeFraction() > 0 ? 2 + run.report().freeCuts() / 20 : 0;
        assertThat(Math.abs(file.report().totalCost() - run.report().totalCost()))
                .isLessThanOrEqualTo(tolerance);
    }
}
