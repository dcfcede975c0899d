package dev.stampede.insar.stage7;

import dev.stampede.geometry.Delaunay;
import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.model.Baselines;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.kernels.scla.SclaClip;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Stage 7: how much of each point's unwrapped phase is proportional to the baseline (K, an error of height or
/// look angle), and how much is common to all interferograms (C, atmosphere and orbit of the reference image)?
///
/// Reads `ps2, phuw2, bp2, ifgstd2` and, where asked for, `tca2`. Writes `scla2`, and `scla_smooth2`: the
/// same without isolated outliers, which a second run of stage 6 subtracts before unwrapping. Removes
/// `mv2`, whose velocities are no longer current.
///
/// Of small baselines the same is estimated from the interferograms and from the series per image, see
/// [SmallBaselineScla].
///
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763.
public final class Stage7 implements Stage {
    @Override
    public int number() {
        return 7;
    }

    @Override
    public Scope scope() {
        return Scope.MERGED;
    }

    @Override
    public void requireSupported(StageContext context) {
        requireMethod(context);
        Troposphere.require(context.parameters(), context.folder());
    }

    private static boolean leastAbsolute(StageContext context) {
        var parameters = context.parameters();
        return parameters.has("scla_method") && parameters.text("scla_method").equalsIgnoreCase("L1");
    }

    private static void requireMethod(StageContext context) {
        var parameters = context.parameters();
        if (!leastAbsolute(context)
                && parameters.has("scla_method")
                && !parameters.text("scla_method").equalsIgnoreCase("L2")) {
            throw new UnsupportedModeException(
                    "scla_method = " + parameters.text("scla_method") + " is not known; use L2 or L1");
        }
    }

    @Override
    public long estimateMemory(StageContext context) throws IOException {
        boolean pairs = context.parameters().smallBaseline();
        var shape = SingleReference.shapeOf(context.folder(), pairs ? "phuw_sb2" : "phuw2", "ph_uw");
        long matrix = shape[0] * shape[1] * FloatMatrix.BYTES;
        boolean deramp = context.parameters().flag("scla_deramp");
        long delaunay = 200 * shape[0];
        // One matrix of phase is a copy that corrections may change; baselines per image come from those of the pairs.
        // A troposphere is there beside the phase and the variable it is read from.
        int troposphere = Troposphere.isWanted(context.parameters()) ? 2 : 0;
        return ((pairs ? 5 : 4) + troposphere + (deramp ? 3 : 0)) * matrix + delaunay;
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        requireSupported(context);
        if (context.parameters().smallBaseline()) {
            return SmallBaselineScla.run(context);
        }
        try (Arena arena = Arena.ofShared()) {
            return run(context, arena);
        }
    }

    private static StageSummary run(StageContext context, Arena arena) throws IOException {
        var parameters = context.parameters();
        var stack = StackGeometry.read(arena, context.folder());
        var baselines = Baselines.read(arena, context.folder(), stack);
        var reference = ReferenceArea.of(parameters, stack, context.workers());
        // A copy: what is read may be a view of the file.
        var phase =
                SingleReference.unwrappedPhase(arena, context.folder(), stack).copy(arena);
        context.progress().begin("look-angle error", 3);

        ExternalTerms.subtractTroposphere(context, stack, phase);
        DoubleMatrix ramp = null;
        if (parameters.flag("scla_deramp")) {
            ramp = OrbitalRamp.configured(arena, context.folder()).fit(arena, context.workers(), phase, stack.xy());
            phase = minus(arena, context, phase, ramp);
        }
        ExternalTerms.subtractOldAtmosphere(context, phase, ExternalTerms.OLD_ATMOSPHERE);
        int[] used = IntStream.of(stack.interferogramsWithout(parameters.indices("drop_ifg_index")))
                .filter(keepAllBut(parameters.indices("scla_drop_index")))
                .toArray();
        var covariance = covariance(context, stack);
        var fit = SclaModel.of(stack, used, baselines.columnOf(), baselines::mean, reference.means(phase), covariance);
        context.progress().advance(1);

        var scla = Terms.allocate(arena, stack);
        estimate(context, phase, baselines, fit, () -> SclaModel.differences(stack, used, baselines::mean), scla);
        context.output().replace("scla2", scla.variables(arena, ramp, covariance));
        context.progress().advance(1);

        int moved = smooth(context, arena, stack, baselines, scla);
        context.output().replace("scla_smooth2", scla.variables(arena, ramp, null));
        context.output().remove("mv2");
        context.progress().advance(1);
        return StageSummary.of(
                        stack.psCount() + " points, " + moved + " outliers of K moved to their neighbours",
                        stack.psCount())
                .withFigures(Map.of("n_ifg_used", used.length, "n_clipped", moved));
    }

    /// @param observations of the fit by least absolute values, asked for with that method only
    static void estimate(
            StageContext context,
            FloatMatrix phase,
            Baselines baselines,
            Scla.Fit fit,
            Supplier<LeastAbsolute.Model> observations,
            Terms scla) {
        if (leastAbsolute(context)) {
            LeastAbsoluteScla.estimate(
                    context, phase, baselines.stored(), observations.get(), fit, scla.k, scla.c, scla.phase);
            return;
        }
        var kernel = context.kernels().get(Scla.FAMILY, phase.size());
        context.workers()
                .forBlocks(
                        phase.rows(),
                        context.settings().chunkPs(),
                        (from, to) -> kernel.estimate(
                                phase, baselines.stored(), fit, scla.k, scla.c, scla.phase, (int) from, (int) to));
    }

    static IntPredicate keepAllBut(int[] dropped) {
        return i -> IntStream.of(dropped).noneMatch(d -> d == i);
    }

    static FloatMatrix minus(Arena arena, StageContext context, FloatMatrix phase, DoubleMatrix ramp) {
        var rest = FloatMatrix.allocate(arena, phase.rows(), phase.cols());
        context.workers().forBlocks(phase.size(), 1 << 16, (from, to) -> {
            for (long i = from; i < to; i++) {
                rest.set(i, (float) (phase.get(i) - ramp.get(i)));
            }
        });
        return rest;
    }

    /// Diagonal: the squared noise of each interferogram in rad^2, or the unit matrix when stage 5 left none.
    private static SmallMatrix covariance(StageContext context, StackGeometry stack) throws IOException {
        var std = VelocityFit.phaseStdDegrees(context.folder(), stack);
        return std == null
                ? SmallMatrix.identity(stack.ifgCount())
                : SmallMatrix.diagonal(Arrays.stream(std)
                        .map(s -> Math.pow(Math.toRadians(s), 2))
                        .toArray());
    }

    /// Replaces K, C and their phase by the clipped ones; returns how many K changed.
    static int smooth(StageContext context, Arena arena, StackGeometry stack, Baselines baselines, Terms scla) {
        int n = stack.psCount();
        var x = new double[n];
        var y = new double[n];
        for (int p = 0; p < n; p++) {
            x[p] = stack.xy().get(p, 0);
            y[p] = stack.xy().get(p, 1);
        }
        var neighbours = Delaunay.of(Triangulators.named(context.settings().triangulator()), x, y)
                .neighbours();
        var clip = context.kernels().get(SclaClip.FAMILY, n);
        var k = scla.k.copy(arena);
        var c = scla.c.copy(arena);
        context.workers().forBlocks(n, context.settings().chunkPs(), (from, to) -> {
            clip.clip(k, neighbours.start(), neighbours.index(), scla.k, (int) from, (int) to);
            clip.clip(c, neighbours.start(), neighbours.index(), scla.c, (int) from, (int) to);
        });
        var kernel = context.kernels().get(Scla.FAMILY, n * (long) stack.ifgCount());
        context.workers()
                .forBlocks(
                        n,
                        context.settings().chunkPs(),
                        (from, to) -> kernel.phase(
                                scla.k, baselines.stored(), baselines.columnOf(), scla.phase, (int) from, (int) to));
        int moved = 0;
        for (int p = 0; p < n; p++) {
            double before = k.get(p, 0);
            moved += before == before && before != scla.k.get(p, 0) ? 1 : 0;
        }
        return moved;
    }

    /// K in rad/m, C in rad, both per point, and the phase K makes in every interferogram.
    record Terms(DoubleMatrix k, DoubleMatrix c, FloatMatrix phase) {
        static Terms allocate(Arena arena, StackGeometry stack) {
            return new Terms(
                    DoubleMatrix.allocate(arena, stack.psCount(), 1),
                    DoubleMatrix.allocate(arena, stack.psCount(), 1),
                    FloatMatrix.allocate(arena, stack.psCount(), stack.ifgCount()));
        }

        SequencedMap<String, MatValue> variables(Arena arena, DoubleMatrix ramp, SmallMatrix covariance) {
            var single = FloatMatrix.allocate(arena, c.rows(), 1);
            for (int p = 0; p < c.rows(); p++) {
                single.set(p, 0, (float) c.get(p, 0));
            }
            var map = new LinkedHashMap<String, MatValue>();
            map.put("K_ps_uw", Mat.of(k));
            map.put("C_ps_uw", Mat.of(single));
            map.put("ph_scla", Mat.of(phase));
            map.put("ph_ramp", ramp == null ? Mat.empty() : Mat.of(ramp));
            if (covariance != null) {
                map.put(
                        "ifg_vcm",
                        Mat.of(DoubleMatrix.copyOf(arena, covariance.rows(), covariance.cols(), covariance.values())));
            }
            return map;
        }
    }
}
