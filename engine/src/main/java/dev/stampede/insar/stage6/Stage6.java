package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.unwrap.UnwrapReport;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.kernels.phasorgrid.PhaseReconstruction;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Stage 6: from wrapped to unwrapped phase. Each arc between neighbouring grid cells is followed through time
/// first; what its smooth course leaves unexplained says how far it can be trusted when the interferograms are
/// unwrapped one by one.
///
/// Reads `ps2, rc2, pm2, bp2` and, when there, `scla_smooth2` (small baselines: `scla_smooth_sb2`) of an
/// earlier stage 7 and `tca2` (`tca_sb2`). Writes `phuw2` and the intermediate `uw_grid, uw_interp,
/// uw_space_time, uw_phaseuw`. Of small baselines the unwrapped interferograms are `phuw_sb2`;
/// [NetworkInversion] makes `phuw2` of them.
///
/// Sources: Hooper and Zebker (2007), doi:10.1364/JOSAA.24.002737; Hooper (2010), Fringe 2009 proceedings; Chen
/// and Zebker (2001), doi:10.1364/JOSAA.18.000338.
public final class Stage6 implements Stage {
    /// Fewest interferograms that can be smoothed in time.
    private static final int FEWEST = 3;

    @Override
    public int number() {
        return 6;
    }

    @Override
    public Scope scope() {
        return Scope.MERGED;
    }

    @Override
    public void requireSupported(StageContext context) {
        var parameters = context.parameters();
        if (Double.isNaN(parameters.number("lambda"))) {
            parameters = parameters.with("lambda", Mat.scalar(1.0)); // stage 1 of the same run will store it
        }
        Stage6Settings.of(parameters, context.settings(), !parameters.smallBaseline());
        Troposphere.require(parameters, context.folder());
    }

    @Override
    public long estimateMemory(StageContext context) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            var stack = StackGeometry.read(arena, context.folder());
            var settings = settings(context, stack, network(context, stack));
            var grid = PhaseGrid.of(stack.xy(), settings.gridSize());
            long nodes = Arrays.stream(grid.cellOf()).distinct().count();
            return MemoryEstimate.of(
                    stack,
                    grid,
                    nodes,
                    context.workers().threads(),
                    settings,
                    Troposphere.isWanted(context.parameters()));
        }
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        requireSupported(context);
        try (Arena arena = Arena.ofShared()) {
            return run(context, arena);
        }
    }

    private static StageSummary run(StageContext context, Arena arena) throws IOException {
        var stack = StackGeometry.read(arena, context.folder());
        var network = network(context, stack);
        var settings = settings(context, stack, network);
        requireEnough(context, stack, network, settings);
        int[] used = network.interferograms();
        settings.requireWavelength();
        var grid = PhaseGrid.of(stack.xy(), settings.gridSize());
        grid.requireRoomFor(
                settings.usesWindows() ? settings.filterWindow() : 2,
                stack.xy(),
                context.settings().gridScale());
        context.progress().begin("unwrap", used.length + 2);

        var input = WrappedInput.read(arena, context, stack, settings, used);
        var gridded = GriddedPhase.of(arena, context, settings, grid, input.phase());
        var nearest = IntMatrix.allocate(arena, grid.rows(), grid.cols());
        NearestNode.fill(context.workers(), gridded.nodes().nodeOf(), nearest);
        var edges = EdgeTable.of(arena, nearest, gridded.nodes().count());
        context.progress().advance(1);

        var series = settings.lookAngle()
                ? LookAngleSeries.of(stack, settings, LookAngleSeries.incidence(context.folder(), stack), network)
                : null;
        var blocks = new ArcBlocks(
                context, gridded.unit(arena, context), edges, series, LookAngleSeries.baselines(stack, network));
        var heldPoints = HeldPhase.read(arena, context, stack, network, settings, input);
        var held = heldPoints == null ? null : HeldPhase.of(arena, heldPoints, grid, gridded);
        var heldArcs = held == null ? null : new HeldArcs(held.nodes(), edges, network, settings.timeWindow());
        var arcs = ArcTimeSeries.of(arena, blocks, network, settings, gridded, heldArcs);
        boolean flat = settings.method() == UnwrapMethod.FLAT;
        var gradient =
                settings.spatialCosts() && !flat ? SpatialGradient.of(arena, context, settings, grid, gridded) : null;
        var shaky = gradient == null
                ? null
                : ShakyEdges.of(arena, context, grid, gridded.nodes(), blocks.nodes(), edges, gradient, arcs);
        if (heldArcs != null) {
            heldArcs.expect(arcs); // after the gradient, which would replace what is known
        }
        var costs = flat
                ? StatisticalCosts.ofLength(arena, edges, gridded.nodes(), grid)
                : StatisticalCosts.ofScatter(arena, edges, arcs.std());
        context.progress().advance(1);

        var solver = new IfgSolver(
                context,
                costs.nodeGrid(arena, nearest, gridded.nodes(), edges),
                costs,
                gridded.phase(),
                arcs.unwrapped(),
                flat ? null : arcs.noise(),
                varianceChange(edges, shaky, heldArcs));
        var solution = solver.solve(arena, Arrays.stream(used).map(i -> i + 1).toArray());
        var phase = reconstruct(arena, context, stack, used, grid, gridded.nodes(), input, held, solution.phase());

        var files = new Stage6Files(arena, context.output(), stack, network);
        files.grid(grid, gridded, input.phase(), held);
        files.network(grid, nearest, edges);
        files.timeSeries(arcs, flat, heldArcs, gradient, shaky);
        files.gridSolution(solution);
        files.unwrapped(phase, solution.msd());
        if (stack.pairs() != null) {
            NetworkInversion.run(arena, context, stack, network, phase);
        }
        return summary(context, stack, used, grid, gridded, edges, costs, arcs, solution, input, held, shaky);
    }

    /// What makes the variances of the interferograms differ, or `null`.
    private static IfgSolver.VarianceChange varianceChange(EdgeTable edges, ShakyEdges shaky, HeldArcs held) {
        if (shaky == null && held == null) {
            return null;
        }
        return (ifg, sigsq) -> {
            if (shaky != null) {
                shaky.widen(edges, ifg, sigsq);
            }
            if (held != null) {
                held.sharpen(ifg, sigsq);
            }
        };
    }

    /// The interferograms that are unwrapped: all but the dropped ones and, of one reference image, the
    /// image itself.
    private static ImageNetwork network(StageContext context, StackGeometry stack) {
        int[] dropped = context.parameters().indices("drop_ifg_index");
        if (stack.pairs() == null) {
            dropped = Arrays.copyOf(dropped, dropped.length + 1);
            dropped[dropped.length - 1] = stack.referenceIndex();
        }
        return ImageNetwork.of(stack, stack.interferogramsWithout(dropped));
    }

    private static Stage6Settings settings(StageContext context, StackGeometry stack, ImageNetwork network) {
        return Stage6Settings.of(
                context.parameters(), context.settings(), stack.pairs() == null || network.hasOneReference());
    }

    private static void requireEnough(
            StageContext context, StackGeometry stack, ImageNetwork network, Stage6Settings settings)
            throws IOException {
        int count = network.count();
        if (count == 0 || settings.method() == UnwrapMethod.FULL && count < FEWEST) {
            throw new UnsupportedModeException("unwrapping in time needs at least " + FEWEST + " interferograms, "
                    + count + " are left of " + stack.ifgCount()
                    + "; drop fewer in drop_ifg_index or set unwrap_method to 2D");
        }
        if (stack.pairs() != null) {
            network.requireConnected();
        }
        for (int i = 1; i < stack.day().length; i++) {
            if (stack.day()[i] < stack.day()[i - 1]) {
                throw new FormatException(
                        context.folder().file("ps2"),
                        "day is not ascending at image " + (i + 1) + "; sort the stack by date");
            }
        }
    }

    /// Phase of the points, `[ps, ifg]` rad; 0 for interferograms that were not unwrapped.
    private static FloatMatrix reconstruct(
            Arena arena,
            StageContext context,
            StackGeometry stack,
            int[] used,
            PhaseGrid grid,
            Nodes nodes,
            WrappedInput input,
            HeldPhase held,
            FloatMatrix nodePhase) {
        var phase = FloatMatrix.allocate(arena, stack.psCount(), stack.ifgCount());
        var nodeOf = nodes.ofPoints(grid.cellOf());
        var kernel = context.kernels().get(PhaseReconstruction.FAMILY, stack.psCount() * (long) used.length);
        for (int c = 0; c < used.length; c++) {
            int column = c;
            context.workers()
                    .forBlocks(
                            stack.psCount(),
                            context.settings().chunkPs(),
                            (from, to) -> kernel.reconstruct(
                                    input.phase(), nodePhase, column, nodeOf, phase, used[column], (int) from, (int)
                                            to));
            if (held != null) {
                held.putBack(phase, used[c], c);
            }
            if (input.feedback() != null) {
                input.feedback().restore(context, phase, used[c]);
            }
            if (input.troposphere() != null) {
                input.troposphere().restore(context, phase, used[c]);
            }
            if (input.rest() != null) {
                for (int p = 0; p < stack.psCount(); p++) {
                    phase.set(p, used[c], phase.get(p, used[c]) + input.rest().get(p, c));
                }
            }
        }
        return phase;
    }

    private static StageSummary summary(
            StageContext context,
            StackGeometry stack,
            int[] used,
            PhaseGrid grid,
            GriddedPhase gridded,
            EdgeTable edges,
            StatisticalCosts costs,
            ArcTimeSeries arcs,
            IfgSolver.Solution solution,
            WrappedInput input,
            HeldPhase held,
            ShakyEdges shaky) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("grid_rows", grid.rows());
        figures.put("grid_cols", grid.cols());
        figures.put("n_nodes", gridded.nodes().count());
        figures.put("n_edges", edges.count());
        figures.put("n_edges_without_statistics", costs.withoutStatistics());
        figures.put("n_edges_with_look_angle_error", arcs.withK());
        figures.put("scla_smooth_used", input.feedback() != null);
        figures.put("troposphere_removed", input.troposphere() != null);
        figures.put("scla_smooth_ignored", Feedback.isStale(context.folder(), stack, input.feedback()));
        figures.put("n_edges_by_gradient", shaky == null ? 0 : shaky.count());
        figures.put("n_values_held", held == null ? 0 : held.count());
        var perIfg = new ArrayList<Map<String, Object>>();
        int resumed = 0;
        for (int i = 0; i < used.length; i++) {
            perIfg.add(figures(used[i] + 1, solution.msd()[i], solution.reports()[i]));
            resumed += solution.reports()[i] == null ? 1 : 0;
        }
        figures.put("interferograms", List.copyOf(perIfg));
        return StageSummary.of(
                        used.length + " interferograms on " + grid.rows() + " x " + grid.cols() + " cells, "
                                + gridded.nodes().count() + " nodes, " + edges.count() + " edges",
                        stack.psCount())
                .withFigures(figures)
                .withResumed(resumed, "interferograms");
    }

    private static Map<String, Object> figures(int ifg, double msd, UnwrapReport report) {
        var map = new LinkedHashMap<String, Object>();
        map.put("ifg", ifg);
        map.put("msd", msd);
        if (report != null) {
            map.put("backend", report.backend());
            map.put("cost", report.totalCost());
            map.put("free_cuts", report.freeCuts());
            map.put("max_flow", report.maxFlow());
            map.put("certified", report.certified());
            map.put("components", report.components());
        }
        return map;
    }
}
