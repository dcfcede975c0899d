package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// What stage 6 left of a small-baseline dataset besides the phases: which images the network determines,
/// and how the noise of interferograms and images goes together.
///
/// @param images           zero-based, ascending, the reference image among them
/// @param ofInterferograms `[ifg, ifg]` covariance, rad^2
/// @param ofImages         `[image, image]` covariance, rad^2; zero for images the network does not determine
public record PairInversion(int[] images, SmallMatrix ofInterferograms, SmallMatrix ofImages) {

    /// Reads `phuw2` and `phuw_sb_res2`.
    /// @throws FormatException if a shape does not fit `ps2`
    public static PairInversion read(ArtifactFolder folder, StackGeometry stack) throws IOException {
        try (Arena arena = Arena.ofConfined();
                var phuw = folder.open(arena, "phuw2");
                var rest = folder.open(arena, "phuw_sb_res2")) {
            int[] images = Arrays.stream(phuw.numbers("unwrap_ifg_index_sm"))
                    .mapToInt(i -> (int) i - 1)
                    .sorted()
                    .toArray();
            for (int image : images) {
                if (image < 0 || image >= stack.imageCount()) {
                    throw new FormatException(
                            folder.file("phuw2"),
                            "unwrap_ifg_index_sm names image " + (image + 1) + " of " + stack.imageCount());
                }
            }
            return new PairInversion(
                    images,
                    square(folder, rest.array("sb_cov"), "sb_cov", stack.ifgCount()),
                    square(folder, rest.array("sm_cov"), "sm_cov", stack.imageCount()));
        }
    }

    private static SmallMatrix square(ArtifactFolder folder, MatArray array, String name, int side)
            throws FormatException {
        if (array.rows() != side || array.cols() != side) {
            throw new FormatException(
                    folder.file("phuw_sb_res2"),
                    name + " is " + array.describe() + ", ps2 needs [" + side + ", " + side + "]");
        }
        return new SmallMatrix(side, side, array.toDoubles());
    }

    /// Unwrapped phase of the interferograms, `[ps, ifg]` rad, from `phuw_sb2`.
    /// @throws FormatException if its shape does not fit `ps2`
    public static FloatMatrix pairPhase(Arena arena, ArtifactFolder folder, StackGeometry stack) throws IOException {
        return phase(arena, folder, "phuw_sb2", stack.psCount(), stack.ifgCount());
    }

    /// Phase per image, `[ps, image]` rad, from `phuw2`.
    /// @throws FormatException if its shape does not fit `ps2`
    public static FloatMatrix imagePhase(Arena arena, ArtifactFolder folder, StackGeometry stack) throws IOException {
        return phase(arena, folder, "phuw2", stack.psCount(), stack.imageCount());
    }

    private static FloatMatrix phase(Arena arena, ArtifactFolder folder, String artifact, int rows, int cols)
            throws IOException {
        try (var uw = folder.open(arena, artifact)) {
            var array = uw.array("ph_uw");
            if (array.rows() != rows || array.cols() != cols) {
                throw new FormatException(
                        folder.file(artifact),
                        "ph_uw is " + array.describe() + ", ps2 needs [" + rows + ", " + cols + "]");
            }
            return array.asFloatMatrix(arena);
        }
    }
}
