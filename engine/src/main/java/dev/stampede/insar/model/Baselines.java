package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Perpendicular baseline of every point and interferogram, m. The reference image of a single-reference stack
/// has no stored column; its baseline is zero.
///
/// @param stored   `[ps, stored columns]` as in `bp2`
/// @param columnOf stored column of each interferogram, `-1` = zero
public record Baselines(FloatMatrix stored, int[] columnOf) {

    /// Reads `bp2`, or repeats the mean baselines of `ps2` for every point when there is no such file.
    /// @throws FormatException if the matrix fits neither all interferograms nor all but the reference
    public static Baselines read(Arena arena, ArtifactFolder folder, StackGeometry stack) throws IOException {
        var columns = new int[stack.ifgCount()];
        Arrays.setAll(columns, i -> i);
        boolean pairs = stack.pairs() != null;
        if (!pairs) {
            for (int i = stack.referenceIndex(); i < columns.length; i++) {
                columns[i] = i - 1;
            }
            columns[stack.referenceIndex()] = -1;
        }
        int expected = pairs ? stack.ifgCount() : stack.ifgCount() - 1;
        if (!folder.has("bp2")) {
            return new Baselines(repeatMeans(arena, stack, columns, expected), columns);
        }
        try (var bp = folder.open(arena, "bp2")) {
            var stored = bp.floats("bperp_mat");
            if (stored.rows() != stack.psCount()
                    || stored.cols() != expected && (pairs || stored.cols() != stack.ifgCount())) {
                throw new FormatException(
                        folder.file("bp2"),
                        "bperp_mat is [" + stored.rows() + ", " + stored.cols() + "], expected [" + stack.psCount()
                                + ", " + expected + "]");
            }
            if (stored.cols() > expected) {
                Arrays.setAll(columns, i -> i == stack.referenceIndex() ? -1 : i);
            }
            return new Baselines(stored, columns);
        }
    }

    private static FloatMatrix repeatMeans(Arena arena, StackGeometry stack, int[] columnOf, int cols) {
        var matrix = FloatMatrix.allocate(arena, stack.psCount(), cols);
        for (int i = 0; i < columnOf.length; i++) {
            if (columnOf[i] >= 0) {
                for (int p = 0; p < stack.psCount(); p++) {
                    matrix.set(p, columnOf[i], (float) stack.perpBaseline()[i]);
                }
            }
        }
        return matrix;
    }

    /// The contiguous baselines of one interferogram, or `null` where all are zero.
    public MemorySegment planeOf(int ifg) {
        return columnOf[ifg] < 0 ? null : stored.column(columnOf[ifg]);
    }

    /// Mean over the points, m.
    public double mean(int ifg) {
        if (columnOf[ifg] < 0) {
            return 0;
        }
        double sum = 0;
        for (int p = 0; p < stored.rows(); p++) {
            sum += stored.get(p, columnOf[ifg]);
        }
        return sum / stored.rows();
    }
}
