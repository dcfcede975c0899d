package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.Extent;
import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.TrialWraps;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Where and how far the look-angle error of an arc is searched. The less time between two images, the less
/// motion disturbs the search, so the first of these that exists is taken:
///
/// 1. interferograms of consecutive images, when they are at least as many as the images less one;
/// 2. the interferograms of the image with the most of them, when it misses at most one other, ordered by
///    date with the image itself among them at baseline zero; their consecutive differences. Always so with one
/// reference image;
/// 3. all interferograms.
///
/// @param search    what the kernel looks at
/// @param reversed  interferograms of 2. that end at the image instead of starting there: the search takes
///                  their phase and baseline with the opposite sign. Columns of the arcs
record LookAngleSeries(LookAngleSearch.Series search, int[] reversed) {
    /// Trials per wrap of the largest height error.
    private static final int TRIALS_PER_WRAP = 8;

    /// `null` when all baselines are equal and nothing can be found.
    /// @param incidence mean incidence angle, rad
    static LookAngleSeries of(StackGeometry stack, Stage6Settings settings, double incidence, ImageNetwork network) {
        var bperp = baselines(stack, network);
        double wrapsPerMetre = trialWraps(stack, settings, incidence) / range(bperp);
        if (range(bperp) == 0) {
            return null;
        }
        int images = network.images().length;
        var positions = network.positions();
        int[] neighbours = IntStream.range(0, network.count())
                .filter(i -> Math.abs(positions[i][1] - positions[i][0]) == 1)
                .toArray();
        if (neighbours.length >= images - 1) {
            return alone(neighbours, bperp, wrapsPerMetre);
        }
        int centre = busiest(network);
        int[] around = IntStream.range(0, network.count())
                .filter(i -> network.first()[i] == centre || network.second()[i] == centre)
                .toArray();
        if (around.length >= images - 2) {
            return consecutive(network, centre, around, bperp, wrapsPerMetre);
        }
        return alone(IntStream.range(0, network.count()).toArray(), bperp, wrapsPerMetre);
    }

    private static LookAngleSeries alone(int[] columns, float[] bperp, double wrapsPerMetre) {
        var b = new float[columns.length];
        for (int s = 0; s < b.length; s++) {
            b[s] = bperp[columns[s]];
        }
        return of(columns, b, wrapsPerMetre, false, new int[0]);
    }

    private static LookAngleSeries consecutive(
            ImageNetwork network, int centre, int[] around, float[] bperp, double wrapsPerMetre) {
        int[] reversed =
                Arrays.stream(around).filter(i -> network.second()[i] == centre).toArray();
        record At(int column, double day, float baseline) {}
        var images = IntStream.concat(IntStream.of(-1), Arrays.stream(around))
                .mapToObj(i -> {
                    if (i < 0) {
                        return new At(-1, network.day()[centre], 0);
                    }
                    boolean turned = network.second()[i] == centre;
                    int other = turned ? network.first()[i] : network.second()[i];
                    return new At(i, network.day()[other], turned ? -bperp[i] : bperp[i]);
                })
                .sorted(Comparator.comparingDouble(At::day))
                .toArray(At[]::new);
        var b = new float[around.length];
        for (int s = 0; s < b.length; s++) {
            b[s] = images[s + 1].baseline - images[s].baseline;
        }
        return of(Arrays.stream(images).mapToInt(At::column).toArray(), b, wrapsPerMetre, true, reversed);
    }

    private static LookAngleSeries of(
            int[] columns, float[] b, double wrapsPerMetre, boolean consecutive, int[] reversed) {
        double range = range(b);
        return range == 0
                ? null
                : new LookAngleSeries(
                        new LookAngleSearch.Series(
                                columns,
                                b,
                                range,
                                (int) Math.ceil(TRIALS_PER_WRAP * wrapsPerMetre * range),
                                consecutive),
                        reversed);
    }

    private static int busiest(ImageNetwork network) {
        var count = new int[network.imageCount()];
        for (int i = 0; i < network.count(); i++) {
            count[network.first()[i]]++;
            count[network.second()[i]]++;
        }
        int best = 0;
        for (int image = 1; image < count.length; image++) {
            best = count[image] > count[best] ? image : best;
        }
        return best;
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

    /// Mean baselines of the interferograms that take part, m.
    static float[] baselines(StackGeometry stack, ImageNetwork network) {
        var b = new float[network.count()];
        for (int i = 0; i < b.length; i++) {
            b[i] = (float) stack.perpBaseline()[network.interferograms()[i]];
        }
        return b;
    }

    /// Subtracted in single precision, in which the baselines are.
    private static double range(float[] values) {
        var extent = Extent.of(values.length, i -> values[i]);
        return values.length == 0 ? 0 : (float) extent.max() - (float) extent.min();
    }
}
