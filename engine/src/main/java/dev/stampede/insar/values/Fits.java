package dev.stampede.insar.values;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.io.mat.FormatException;
import dev.stampede.linalg.SmallMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The fit of velocities: `[1, days]` over the columns of a series, with the covariance of their phases. Small
/// baselines: `sb_cov` of the interferograms, `sm_cov` of the inverted series.
final class Fits {
    private Fits() {}

    /// @throws IllegalArgumentException if fewer than two columns are left
    static VelocityFit of(ArtifactFolder folder, StackGeometry stack, Series series, int[] dropped) throws IOException {
        if (stack.pairs() == null) {
            return VelocityFit.of(folder, stack, dropped);
        }
        int[] used = series == Series.PAIRS ? stack.interferogramsWithout(dropped) : images(folder, stack);
        if (used.length < 2) {
            throw new IllegalArgumentException("a velocity needs at least 2 "
                    + (series == Series.PAIRS ? "interferograms" : "images") + ", " + used.length + " are left");
        }
        var one = new double[used.length];
        Arrays.fill(one, 1);
        var days = IntStream.of(used).mapToDouble(c -> series.days(stack, c)).toArray();
        var name = series == Series.PAIRS ? "sb_cov" : "sm_cov";
        return new VelocityFit(
                used,
                SmallMatrix.ofColumns(one, days),
                covariance(folder, name, series.columns(stack)).select(used, used));
    }

    /// Images the inversion found a phase for, without the reference.
    static int[] images(ArtifactFolder folder, StackGeometry stack) throws IOException {
        try (Arena own = Arena.ofConfined();
                var uw = folder.open(own, "phuw2")) {
            if (!uw.has("unwrap_ifg_index_sm")) {
                return StackGeometry.indicesWithout(stack.imageCount(), stack.referenceIndex());
            }
            return Arrays.stream(uw.numbers("unwrap_ifg_index_sm"))
                    .mapToInt(v -> (int) v - 1)
                    .filter(i -> i != stack.referenceIndex())
                    .sorted()
                    .toArray();
        }
    }

    private static SmallMatrix covariance(ArtifactFolder folder, String name, int n) throws IOException {
        try (Arena own = Arena.ofConfined();
                var res = folder.open(own, "phuw_sb_res2")) {
            var values = res.numbers(name);
            if (values.length != n * n) {
                throw new FormatException(
                        folder.file("phuw_sb_res2"),
                        name + " has " + values.length + " values, expected [" + n + ", " + n + "]");
            }
            return new SmallMatrix(n, n, values);
        }
    }
}
