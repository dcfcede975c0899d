package dev.stampede.insar.stage8;

import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.insar.stage8.kriging.KrigedNoise;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Stage 8: what part of the phase is atmosphere and orbit error of the secondary images? It is random in time
/// and smooth in space: high-pass in time, then low-pass in space.
///
/// Of small baselines the series per image is treated like the interferograms of a single reference image.
///
/// Reads `ps2, phuw2` and, when there, `scla2, ifgstd2`. Writes `scn2` and `mean_v`: offset (rad) and slope
/// (rad/d) of the uncorrected phase of every point over time, relative to the reference area.
///
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763.
public final class Stage8 implements Stage {
    private final boolean referenceAtItsOwnPosition;

    public Stage8() {
        this(false);
    }

    /// @param referenceAtItsOwnPosition whether the high-pass leaves out the reference image wherever it stands
    ///                                  in the list of used interferograms, instead of following StaMPS
    public Stage8(boolean referenceAtItsOwnPosition) {
        this.referenceAtItsOwnPosition = referenceAtItsOwnPosition;
    }

    @Override
    public int number() {
        return 8;
    }

    @Override
    public Scope scope() {
        return Scope.MERGED;
    }

    private static boolean kriging(StageContext context) {
        return context.parameters().has("scn_kriging_flag")
                && context.parameters().flag("scn_kriging_flag");
    }

    @Override
    public long estimateMemory(StageContext context) throws IOException {
        var shape = SingleReference.shapeOf(context.folder(), "phuw2", "ph_uw");
        long matrix = shape[0] * shape[1] * FloatMatrix.BYTES;
        if (kriging(context)) {
            // Beside that the series of three edges per point.
            return 12 * matrix + 400 * shape[0];
        }
        // Phase, its corrections, the high-pass and the result in double precision; two blocks of the low-pass.
        return 6 * matrix + 2 * shape[0] * SpatialGaussian.WIDTH * FloatMatrix.BYTES + 64 * shape[0];
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        requireSupported(context);
        try (Arena arena = Arena.ofShared()) {
            return run(context, arena);
        }
    }

    private StageSummary run(StageContext context, Arena arena) throws IOException {
        var parameters = context.parameters();
        var pairs = StackGeometry.read(arena, context.folder());
        var stack = pairs.ofImages();
        // Dropped interferograms of small baselines have no part in the series already.
        var used = stack.interferogramsWithout(
                parameters.smallBaseline() ? new int[0] : parameters.indices("drop_ifg_index"));
        context.progress().begin("spatially correlated noise", Math.max(1, used.length));
        var phase = SingleReference.unwrappedPhase(arena, context.folder(), stack);
        saveVelocity(context, arena, pairs, phase);

        var rest = RemainingPhase.of(arena, context, stack, phase, used);
        if (kriging(context)) {
            return krige(context, arena, stack, used, rest);
        }
        int[] ramped = rampedPositions(context, used);
        var ramp = removeRamps(context, arena, stack, rest, ramped);
        var highPass = highPass(context, arena, stack, used, rest);
        addRamps(highPass, ramp, ramped);

        var noise = DoubleMatrix.allocate(arena, stack.psCount(), stack.ifgCount());
        int resumed =
                SpatialLowPass.run(context, stack.xy(), parameters.number("scn_wavelength"), highPass, noise, used);
        noise.viewColumns(stack.referenceIndex(), stack.referenceIndex() + 1).fill(0);

        var variables = new LinkedHashMap<String, MatValue>();
        variables.put("ph_scn_slave", Mat.of(noise));
        variables.put("ph_hpt", Mat.of(highPass));
        variables.put("ph_ramp", Mat.of(ramp));
        context.output().replace("scn2", variables);
        return StageSummary.of(
                        stack.psCount() + " points, " + used.length + " interferograms, " + ramped.length + " deramped",
                        stack.psCount())
                .withFigures(Map.of("n_ifg_used", used.length, "n_ifg_deramped", ramped.length))
                .withResumed(resumed, "blocks of interferograms");
    }

    private StageSummary krige(StageContext context, Arena arena, StackGeometry stack, int[] used, FloatMatrix rest)
            throws IOException {
        var kriged = KrigedNoise.of(
                arena, context, stack, rest, used, phase -> highPass(context, arena, stack, used, phase));
        context.output().replace("scn2", kriged.variables());
        var figures = new LinkedHashMap<String, Object>(kriged.figures());
        figures.put("n_ifg_used", used.length);
        return StageSummary.of(
                        stack.psCount() + " points, " + used.length + " interferograms, kriged in space, time filter "
                                + figures.get("time_filter"),
                        stack.psCount())
                .withFigures(figures);
    }

    /// Positions within `used` of the interferograms of `scn_deramp_ifg`, a list or `all`.
    private static int[] rampedPositions(StageContext context, int[] used) {
        var parameters = context.parameters();
        if (!parameters.has("scn_deramp_ifg")) {
            return new int[0];
        }
        var value = parameters.values().get("scn_deramp_ifg");
        if (value instanceof dev.stampede.io.mat.MatText text) {
            if (text.codeUnits().equalsIgnoreCase("all")) {
                return IntStream.range(0, used.length).toArray();
            }
            if (text.isEmpty()) {
                return new int[0];
            }
        }
        var wanted = parameters.indices("scn_deramp_ifg");
        return IntStream.range(0, used.length)
                .filter(i -> Arrays.binarySearch(wanted, used[i]) >= 0)
                .toArray();
    }

    private static DoubleMatrix removeRamps(
            StageContext context, Arena arena, StackGeometry stack, FloatMatrix rest, int[] positions) {
        var ramp =
                OrbitalRamp.ofDegree(1).fit(arena, context.workers(), rest.copyColumns(arena, positions), stack.xy());
        context.workers().forEach(positions.length, (from, to) -> {
            int i = (int) from;
            for (int p = 0; p < rest.rows(); p++) {
                rest.set(p, positions[i], (float) (rest.get(p, positions[i]) - ramp.get(p, i)));
            }
        });
        return ramp;
    }

    private static void addRamps(FloatMatrix highPass, DoubleMatrix ramp, int[] positions) {
        for (int i = 0; i < positions.length; i++) {
            for (int p = 0; p < highPass.rows(); p++) {
                highPass.set(p, positions[i], (float) (highPass.get(p, positions[i]) + ramp.get(p, i)));
            }
        }
    }

    /// Zero at the first point.
    private FloatMatrix highPass(StageContext context, Arena arena, StackGeometry stack, int[] used, FloatMatrix rest) {
        var day = IntStream.of(used).mapToDouble(i -> stack.day()[i]).toArray();
        int position = stack.referenceIndex();
        if (referenceAtItsOwnPosition) {
            position = Math.max(0, Arrays.binarySearch(used, position));
        }
        // COMPAT: without that switch the zero weight stands at the number of the reference image even when
        // interferograms
        // before it are dropped, as in StaMPS; another image is then left out. Pinned by Stage8Test.
        var coefficients =
                HighPassInTime.coefficients(arena, day, context.parameters().number("scn_time_win"), position);
        var highPass = FloatMatrix.allocate(arena, rest.rows(), used.length);
        var all = IntStream.range(0, used.length).toArray();
        var kernel = context.kernels().get(PlaneCombination.EDGE_NOISE, rest.size() * used.length);
        var atFirstPoint = new double[used.length];
        for (int i = 0; i < used.length; i++) {
            atFirstPoint[i] = rest.rows() == 0 ? 0 : rest.get(0, i);
        }
        // A filter of differences to the first point is the difference of the filtered phases.
        context.workers()
                .forBlocks(
                        rest.rows(),
                        context.settings().chunkEdges(),
                        (from, to) ->
                                kernel.combine(rest, all, atFirstPoint, coefficients, highPass, (int) from, (int) to));
        return highPass;
    }

    private static void saveVelocity(StageContext context, Arena arena, StackGeometry stack, FloatMatrix phase)
            throws IOException {
        var fit = context.parameters().smallBaseline()
                ? VelocityFit.ofSeries(context.folder(), stack)
                : VelocityFit.of(context.folder(), stack, context.parameters().indices("drop_ifg_index"));
        var means =
                ReferenceArea.of(context.parameters(), stack, context.workers()).means(phase);
        var offset =
                IntStream.of(fit.interferograms()).mapToDouble(i -> means[i]).toArray();
        var coefficients = fit.coefficients(arena);
        var kernel = context.kernels()
                .get(PlaneCombination.VELOCITY_FIT, 2L * stack.psCount() * fit.interferograms().length);
        var m = DoubleMatrix.allocate(arena, stack.psCount(), 2);
        context.workers()
                .forBlocks(
                        stack.psCount(),
                        context.settings().chunkPs(),
                        (from, to) -> kernel.combine(
                                phase, fit.interferograms(), offset, coefficients, m, (int) from, (int) to));
        var rows = DoubleMatrix.allocate(arena, 2, stack.psCount());
        for (int p = 0; p < stack.psCount(); p++) {
            rows.set(0, p, m.get(p, 0));
            rows.set(1, p, m.get(p, 1));
        }
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put("m", Mat.of(rows));
        context.output().replace("mean_v", variables);
    }
}
