package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.FormatException;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Phase of the troposphere as another program, or the command `tropo`, left it: `tca2` per image of a
/// single-reference series, `tca_sb2` per small-baseline interferogram.
public final class Troposphere {
    /// Artifact of a single-reference series.
    public static final String SINGLE = "tca2";

    /// Artifact of small-baseline interferograms.
    public static final String PAIRS = "tca_sb2";

    private Troposphere() {}

    /// Whether `subtr_tropo` asks for the correction.
    public static boolean isWanted(Parameters parameters) {
        return parameters.has("subtr_tropo") && parameters.flag("subtr_tropo");
    }

    /// The artifact the interferograms of this dataset are corrected with.
    public static String artifact(Parameters parameters) {
        return parameters.smallBaseline() ? PAIRS : SINGLE;
    }

    /// Refuses a correction that is asked for but unknown or not there.
    /// @throws UnsupportedModeException naming parameter and file
    public static void require(Parameters parameters, ArtifactFolder folder) {
        if (!isWanted(parameters)) {
            return;
        }
        try {
            method(parameters);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedModeException(e.getMessage());
        }
        if (!folder.has(artifact(parameters))) {
            throw new UnsupportedModeException("subtr_tropo = y but there is no " + folder.file(artifact(parameters))
                    + "; make it: stampede tropo, or set subtr_tropo to n");
        }
    }

    public static TropoMethod method(Parameters parameters) {
        return TropoMethod.parse(parameters.has("tropo_method") ? parameters.text("tropo_method") : "a_l");
    }

    /// The correction of every column, `[ps, columns]` rad, owned by `arena`.
    ///
    /// @param artifact [#SINGLE] or [#PAIRS]
    /// @param columns  images or interferograms the series has
    /// @throws FormatException if a variable is missing, has another shape or holds NaN
    public static FloatMatrix read(
            Arena arena, ArtifactFolder folder, String artifact, TropoMethod method, int points, int columns)
            throws IOException {
        var sum = FloatMatrix.allocate(arena, points, columns);
        try (Arena own = Arena.ofConfined();
                var tca = folder.open(own, artifact)) {
            var parts = new FloatMatrix[method.variables().size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part(tca, folder, artifact, method.variables().get(i), points, columns);
            }
            for (int c = 0; c < columns; c++) {
                int column = c;
                boolean missing = parts.length > 1 && Arrays.stream(parts).anyMatch(part -> isZero(part, column));
                for (int p = 0; p < points && !missing; p++) {
                    float value = 0;
                    for (var part : parts) {
                        value += part.get(p, c);
                    }
                    sum.set(p, c, value);
                }
            }
        }
        return sum;
    }

    private static FloatMatrix part(
            Artifact tca, ArtifactFolder folder, String artifact, String variable, int points, int columns)
            throws IOException {
        if (!tca.has(variable)) {
            throw new FormatException(
                    folder.file(artifact), "has no variable " + variable + ", which tropo_method asks for");
        }
        var part = tca.floats(variable);
        if (part.rows() != points || part.cols() != columns) {
            throw new FormatException(
                    folder.file(artifact),
                    variable + " is [" + part.rows() + ", " + part.cols() + "], expected [" + points + ", " + columns
                            + "]; make it again for these points");
        }
        for (int c = 0; c < columns; c++) {
            for (int p = 0; p < points; p++) {
                if (Float.isNaN(part.get(p, c))) {
                    throw new FormatException(
                            folder.file(artifact),
                            variable + " of point " + (p + 1) + ", column " + (c + 1)
                                    + " is NaN, expected a phase in rad");
                }
            }
        }
        return part;
    }

    private static boolean isZero(FloatMatrix part, int column) {
        return IntStream.range(0, part.rows()).allMatch(p -> part.get(p, column) == 0);
    }

    /// The correction of a single-reference series, `[ps, image]`; for small baselines the corrections of the
    /// interferograms are inverted. The reference image has none.
    public static FloatMatrix ofImages(Arena arena, ArtifactFolder folder, Parameters parameters, StackGeometry stack)
            throws IOException {
        if (stack.pairs() == null) {
            return read(arena, folder, SINGLE, method(parameters), stack.psCount(), stack.ifgCount());
        }
        try (Arena own = Arena.ofConfined()) {
            var pairs = read(own, folder, PAIRS, method(parameters), stack.psCount(), stack.ifgCount());
            return inverted(arena, pairs, stack);
        }
    }

    /// Least squares over the interferograms that have a correction, all weighing the same.
    private static FloatMatrix inverted(Arena arena, FloatMatrix pairs, StackGeometry stack) {
        int[] used = IntStream.range(0, stack.ifgCount())
                .filter(i -> !isZero(pairs, i))
                .toArray();
        boolean reached = IntStream.of(used)
                .anyMatch(i ->
                        stack.pairs()[i][0] == stack.referenceIndex() || stack.pairs()[i][1] == stack.referenceIndex());
        if (!reached) {
            throw new IllegalArgumentException(
                    "no interferogram with a tropospheric correction contains the reference image;"
                            + " the corrections cannot be turned into a series");
        }
        int[] images = StackGeometry.indicesWithout(stack.imageCount(), stack.referenceIndex());
        var design = new SmallMatrix(used.length, images.length);
        for (int r = 0; r < used.length; r++) {
            for (int c = 0; c < images.length; c++) {
                int[] pair = stack.pairs()[used[r]];
                design.set(r, c, images[c] == pair[0] ? -1 : images[c] == pair[1] ? 1 : 0);
            }
        }
        var operator = LeastSquares.operator(design);
        var series = FloatMatrix.allocate(arena, stack.psCount(), stack.imageCount());
        for (int c = 0; c < images.length; c++) {
            for (int p = 0; p < stack.psCount(); p++) {
                double sum = 0;
                for (int r = 0; r < used.length; r++) {
                    sum += operator.get(c, r) * pairs.get(p, used[r]);
                }
                series.set(p, images[c], (float) sum);
            }
        }
        return series;
    }
}
