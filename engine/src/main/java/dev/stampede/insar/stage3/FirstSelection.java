package dev.stampede.insar.stage3;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Extent;
import dev.stampede.insar.model.RandomCoherence;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.params.Parameters;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// The candidates above the threshold that follows from the coherences of stage 2.
///
/// @param classes   of amplitude dispersion
/// @param rule      how many random candidates are accepted
/// @param coherence of stage 2, per candidate
/// @param threshold per class
/// @param selected  zero-based candidates
record FirstSelection(
        DispersionClasses classes, Threshold.Rule rule, double[] coherence, Threshold threshold, int[] selected) {
    /// @param xy `[candidates, 3]` number, local x and y, m
    /// @param pm artifact of stage 2
    static FirstSelection of(StageContext context, FloatMatrix xy, Artifact pm) throws IOException {
        int candidates = xy.rows();
        var classes = DispersionClasses.of(dispersion(context.folder()), candidates);
        var rule = rule(context.parameters(), pm, xy, classes.count());
        double[] coherence = pm.numbers("coh_ps");
        Stage3.requireLength(context.folder(), "coh_ps", coherence.length, candidates);
        var threshold = Threshold.of(classes, coherence, rule);
        return new FirstSelection(classes, rule, coherence, threshold, above(threshold, classes, coherence));
    }

    /// Amplitude dispersion of the candidates, or `null`.
    private static double[] dispersion(ArtifactFolder folder) throws IOException {
        if (!folder.has("da1")) {
            return null;
        }
        try (var arena = Arena.ofConfined();
                var da = folder.open(arena, "da1")) {
            return da.numbers("D_A");
        }
    }

    /// How many random candidates are accepted per class: a share, or a density times the area of the patch.
    private static Threshold.Rule rule(Parameters parameters, Artifact pm, FloatMatrix xy, int classes)
            throws IOException {
        boolean percent = parameters.text("select_method").equalsIgnoreCase("PERCENT");
        double accepted = percent
                ? parameters.number("percent_rand")
                : (float) ((float) (parameters.number("density_rand") * area(xy)) / (float) classes);
        double[] random = pm.numbers("Nr");
        return new Threshold.Rule(random, RandomCoherence.lowBins(parameters.smallBaseline()), accepted, percent);
    }

    /// km^2 of the rectangle around the candidates, in single precision as StaMPS.
    private static float area(FloatMatrix xy) {
        var x = Extent.of(xy.rows(), p -> xy.get(p, 1));
        var y = Extent.of(xy.rows(), p -> xy.get(p, 2));
        return ((float) x.max() - (float) x.min()) * ((float) y.max() - (float) y.min()) / 1e6f;
    }

    private static int[] above(Threshold threshold, DispersionClasses classes, double[] coherence) {
        return IntStream.range(0, coherence.length)
                .filter(p -> coherence[p] > threshold.at(classes.dispersion()[p]))
                .toArray();
    }
}
