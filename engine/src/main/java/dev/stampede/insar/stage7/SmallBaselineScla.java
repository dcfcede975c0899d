package dev.stampede.insar.stage7;

import dev.stampede.insar.model.Baselines;
import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.PairInversion;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.io.mat.Mat;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// Look-angle error of a small-baseline dataset, twice:
///
/// 1. from the interferograms (`phuw_sb2`), weighted with their covariance: `phi = a + K b + v (t2 - t1)`.
///    There is no reference image, so C is zero. `scla_sb2`, and `scla_smooth_sb2` for a second run of stage 6;
/// 2. from the series per image (`phuw2`), as for a single reference image, with the reference image left
///    out of the differences and baselines per image by least squares over the network. `scla2`.
final class SmallBaselineScla {
    private SmallBaselineScla() {}

    static StageSummary run(StageContext context) throws IOException {
        context.progress().begin("look-angle error", 3);
        PairInversion inversion;
        int[] counts;
        try (Arena arena = Arena.ofShared()) {
            var stack = StackGeometry.read(arena, context.folder());
            inversion = PairInversion.read(context.folder(), stack);
            counts = ofPairs(context, arena, stack, inversion);
        }
        int images;
        try (Arena arena = Arena.ofShared()) {
            images = ofImages(context, arena, StackGeometry.read(arena, context.folder()), inversion);
        }
        context.output().remove("mv2");
        context.progress().advance(1);
        return StageSummary.of(
                        counts[2] + " points, " + counts[1] + " outliers of K moved to their neighbours", counts[2])
                .withFigures(Map.of("n_ifg_used", counts[0], "n_image_used", images, "n_clipped", counts[1]));
    }

    /// @return interferograms used, outliers moved, points
    private static int[] ofPairs(StageContext context, Arena arena, StackGeometry stack, PairInversion inversion)
            throws IOException {
        var parameters = context.parameters();
        var baselines = Baselines.read(arena, context.folder(), stack);
        var phase = PairInversion.pairPhase(arena, context.folder(), stack).copy(arena);
        ExternalTerms.subtractTroposphereOfPairs(context, stack, phase);
        var corrected = Corrected.of(arena, context, stack, phase, ExternalTerms.OLD_ATMOSPHERE_OF_PAIRS);
        int[] used = IntStream.of(stack.interferogramsWithout(parameters.indices("drop_ifg_index")))
                .filter(Stage7.keepAllBut(parameters.indices("sb_scla_drop_index")))
                .toArray();
        var network = ImageNetwork.of(stack, used);
        var model = SclaModel.ofPairs(network, baselines::mean);
        var fit = SclaModel.fitOfPairs(
                stack, model, baselines.columnOf(), corrected.reference, inversion.ofInterferograms());
        var scla = Stage7.Terms.allocate(arena, stack);
        Stage7.estimate(context, corrected.phase, baselines, fit, () -> model, scla);
        save(context, arena, "scla_sb2", scla, corrected.ramp, inversion.ofInterferograms());
        context.progress().advance(1);
        int moved = Stage7.smooth(context, arena, stack, baselines, scla);
        save(context, arena, "scla_smooth_sb2", scla, corrected.ramp, null);
        context.progress().advance(1);
        return new int[] {used.length, moved, stack.psCount()};
    }

    /// C in double precision, as StaMPS leaves its zeros.
    private static void save(
            StageContext context,
            Arena arena,
            String artifact,
            Stage7.Terms scla,
            DoubleMatrix ramp,
            SmallMatrix covariance)
            throws IOException {
        var variables = scla.variables(arena, ramp, covariance);
        variables.put("C_ps_uw", Mat.of(scla.c()));
        context.output().replace(artifact, variables);
    }

    /// @return images used
    private static int ofImages(StageContext context, Arena arena, StackGeometry pairs, PairInversion inversion)
            throws IOException {
        var stack = pairs.ofImages();
        int[] used = IntStream.of(inversion.images())
                .filter(i -> i != stack.referenceIndex())
                .filter(Stage7.keepAllBut(context.parameters().indices("scla_drop_index")))
                .toArray();
        var baselines = imageBaselines(arena, context, pairs, used);
        var phase = PairInversion.imagePhase(arena, context.folder(), pairs).copy(arena);
        ExternalTerms.subtractTroposphere(context, pairs, phase);
        var corrected = Corrected.of(arena, context, stack, phase, ExternalTerms.OLD_ATMOSPHERE);
        var covariance = inversion.ofImages();
        var fit = SclaModel.of(stack, used, baselines.columnOf(), baselines::mean, corrected.reference, covariance);
        var scla = Stage7.Terms.allocate(arena, stack);
        Stage7.estimate(
                context,
                corrected.phase,
                baselines,
                fit,
                () -> SclaModel.differences(stack, used, baselines::mean),
                scla);
        context.output().replace("scla2", scla.variables(arena, corrected.ramp, covariance));
        return used.length;
    }

    /// Baselines per image and point, zero in the reference image: least squares over the baselines of all
    /// interferograms.
    private static Baselines imageBaselines(Arena arena, StageContext context, StackGeometry pairs, int[] images)
            throws IOException {
        var ofPairs = Baselines.read(arena, context.folder(), pairs);
        int[] all = IntStream.range(0, pairs.ifgCount()).toArray();
        var operator = LeastSquares.operator(ImageNetwork.of(pairs, all).design(images));
        var coefficients = DoubleMatrix.copyOf(
                arena, all.length, images.length, operator.transpose().values());
        var stored = FloatMatrix.allocate(arena, pairs.psCount(), images.length);
        var kernel = context.kernels().get(PlaneCombination.WEIGHTED_FIT, stored.size() * all.length);
        context.workers()
                .forBlocks(
                        pairs.psCount(),
                        context.settings().chunkPs(),
                        (from, to) -> kernel.combine(
                                ofPairs.stored(), all, new double[all.length], coefficients, stored, (int) from, (int)
                                        to));
        var columnOf = new int[pairs.imageCount()];
        Arrays.fill(columnOf, -1);
        for (int i = 0; i < images.length; i++) {
            columnOf[images[i]] = i;
        }
        return new Baselines(stored, columnOf);
    }

    /// Phase of which K and C are fitted, its mean over the reference area, and the ramp taken out; `null` =
    /// none.
    private record Corrected(FloatMatrix phase, double[] reference, DoubleMatrix ramp) {
        /// @param phase changed: an old estimate of the atmosphere is taken out
        static Corrected of(
                Arena arena, StageContext context, StackGeometry stack, FloatMatrix phase, String oldAtmosphere)
                throws IOException {
            DoubleMatrix ramp = null;
            if (context.parameters().flag("scla_deramp")) {
                ramp = OrbitalRamp.configured(arena, context.folder()).fit(arena, context.workers(), phase, stack.xy());
                phase = Stage7.minus(arena, context, phase, ramp);
            }
            ExternalTerms.subtractOldAtmosphere(context, phase, oldAtmosphere);
            var reference = ReferenceArea.of(context.parameters(), stack, context.workers());
            return new Corrected(phase, reference.means(phase), ramp);
        }
    }
}
