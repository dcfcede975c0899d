package dev.stampede.insar.combined;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// A merged set as stage 5 leaves it.
///
/// @param folder its root
/// @param stack  points and dates
/// @param ij     `[points, 3]` id, azimuth line, range column
record PointSet(ArtifactFolder folder, StackGeometry stack, DoubleMatrix ij) {
    static PointSet read(Arena arena, ArtifactFolder folder, boolean smallBaselines) throws IOException {
        var stack = StackGeometry.read(arena, folder);
        if ((stack.pairs() != null) != smallBaselines) {
            throw new UsageException(folder.path() + " is a " + (smallBaselines ? "single-master" : "small-baseline")
                    + " dataset, expected a " + (smallBaselines ? "small-baseline" : "single-master") + " one");
        }
        try (var ps = folder.open(arena, "ps2")) {
            var ij = ps.doubles("ij");
            if (ij.rows() != stack.psCount() || ij.cols() != 3) {
                throw new FormatException(
                        folder.file("ps2"),
                        "ij is [" + ij.rows() + ", " + ij.cols() + "], expected [" + stack.psCount() + ", 3]");
            }
            return new PointSet(folder, stack, ij);
        }
    }

    int count() {
        return stack.psCount();
    }

    int line(int row) {
        return (int) ij.get(row, 1);
    }

    int column(int row) {
        return (int) ij.get(row, 2);
    }

    /// @throws UsageException if the sets do not show the same images
    static void requireSameImages(PointSet single, PointSet small) {
        if (!Arrays.equals(single.stack.day(), small.stack.day())) {
            throw new UsageException(single.folder.path() + " and " + small.folder.path() + " show other images ("
                    + single.stack.imageCount() + " and " + small.stack.imageCount()
                    + "); both must be made from the same stack");
        }
    }

    /// Refuses a variable that has not one row per point.
    void requireRows(String artifact, String name, int rows, int cols, int expected) throws FormatException {
        if (rows != count() || cols != expected) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is [" + rows + ", " + cols + "], ps2 needs [" + count() + ", " + expected + "]");
        }
    }
}
