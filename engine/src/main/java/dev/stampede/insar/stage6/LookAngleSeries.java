package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.Extent;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.TrialWraps;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// How far the look-angle error of an arc is searched: all images in order of date, the reference image among
/// them with baseline zero; their consecutive differences.
final class LookAngleSeries {
    /// Trials per wrap of the largest height error.
    private static final int TRIALS_PER_WRAP = 8;

    private LookAngleSeries() {}

    /// `null` when all baselines are equal and nothing can be found.
    /// @param incidence mean incidence angle, rad
    static LookAngleSearch.Series of(StackGeometry stack, Stage6Settings settings, double incidence, int[] used) {
        int n = used.length;
        var column = new int[n + 1];
        var baseline = new float[n + 1];
        int at = 0;
        boolean placed = false;
        for (int i = 0; i <= n; i++) {
            boolean reference = !placed && (at == n || used[at] > stack.referenceIndex());
            placed |= reference;
            column[i] = reference ? -1 : at;
            baseline[i] = reference ? 0 : (float) stack.perpBaseline()[used[at]];
            at += reference ? 0 : 1;
        }
        var b = new float[n];
        for (int s = 0; s < n; s++) {
            b[s] = baseline[s + 1] - baseline[s];
        }
        double range = range(b);
        double usedRange = range(usedBaselines(stack, used));
        if (range == 0 || usedRange == 0) {
            return null;
        }
        double wraps = trialWraps(stack, settings, incidence) * range / usedRange;
        return new LookAngleSearch.Series(column, b, range, (int) Math.ceil(TRIALS_PER_WRAP * wraps));
    }

    /// Wraps the largest height error makes over all baselines, see [TrialWraps].
    static double trialWraps(StackGeometry stack, Stage6Settings settings, double incidence) {
        double[] baselines = stack.perpBaseline();
        double range = Extent.of(baselines.length, f -> baselines[f]).length();
        return TrialWraps.of(range, settings.maxTopoError(), settings.wavelength(), incidence);
    }

    /// Mean incidence from `ps2`, else from the look angles of `la2`, else that of ERS, rad.
    static double incidence(ArtifactFolder folder, StackGeometry stack) throws IOException {
        if (!Double.isNaN(stack.incidence())) {
            return stack.incidence();
        }
        if (!folder.has("la2")) {
            return Constants.DEFAULT_INCIDENCE;
        }
        try (Arena arena = Arena.ofConfined();
                var la = folder.open(arena, "la2")) {
            return Arrays.stream(la.numbers("la")).average().orElse(Constants.DEFAULT_INCIDENCE)
                    + Constants.LOOK_TO_INCIDENCE;
        }
    }

    private static float[] usedBaselines(StackGeometry stack, int[] used) {
        var b = new float[used.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (float) stack.perpBaseline()[used[i]];
        }
        return b;
    }

    /// Subtracted in single precision, in which the baselines are.
    private static double range(float[] values) {
        var extent = Extent.of(values.length, i -> values[i]);
        return values.length == 0 ? 0 : (float) extent.max() - (float) extent.min();
    }
}
