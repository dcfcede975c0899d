package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Reads shared by the stages after unwrapping when all interferograms share one reference image.
public final class SingleReference {
    private SingleReference() {}

    /// Unwrapped phase of all interferograms, `[ps, ifg]` rad.
    /// @throws FormatException if its shape does not fit `ps2`
    public static FloatMatrix unwrappedPhase(Arena arena, ArtifactFolder folder, StackGeometry stack)
            throws IOException {
        try (var uw = folder.open(arena, "phuw2")) {
            return requireShape(folder, "phuw2", "ph_uw", uw.array("ph_uw"), stack)
                    .asFloatMatrix(arena);
        }
    }

    /// @throws FormatException if a `[ps, ifg]` variable has another shape
    public static MatArray requireShape(
            ArtifactFolder folder, String artifact, String name, MatArray array, StackGeometry stack)
            throws FormatException {
        if (array.rows() != stack.psCount() || array.cols() != stack.ifgCount()) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is " + array.describe() + ", ps2 needs [" + stack.psCount() + ", " + stack.ifgCount()
                            + "]");
        }
        return array;
    }

    /// Points and interferograms from the header of an artifact, `{rows, cols}`, without reading it.
    /// @throws MissingArtifactException if it does not exist
    public static long[] shapeOf(ArtifactFolder folder, String artifact, String name) throws IOException {
        try (Arena arena = Arena.ofConfined();
                var ignored = folder.open(arena, artifact);
                var file = MatFiles.open(folder.file(artifact))) {
            return file.find(name)
                    .orElseThrow(() -> new FormatException(folder.file(artifact), "has no variable " + name))
                    .dims();
        }
    }
}
