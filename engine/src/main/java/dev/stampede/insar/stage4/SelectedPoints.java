package dev.stampede.insar.stage4;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// The points stage 3 kept, in the order of its list, with what weeding needs to know of each.
///
/// @param row          zero-based row in the version-1 artifacts
/// @param rowInSelect  zero-based row in `select1`
/// @param line         azimuth, pixels
/// @param sample       range, pixels
/// @param x            local metres, single precision exactly
/// @param y            local metres, single precision exactly
/// @param coherence    temporal coherence after re-estimation
/// @param demError     K, rad/m
/// @param staticPhase  C, rad
record SelectedPoints(
        int[] row,
        int[] rowInSelect,
        int[] line,
        int[] sample,
        double[] x,
        double[] y,
        double[] coherence,
        double[] demError,
        double[] staticPhase) {

    static SelectedPoints read(ArtifactFolder folder) throws IOException {
        try (var arena = Arena.ofConfined();
                var select = folder.open(arena, "select1");
                var ps = folder.open(arena, "ps1")) {
            var ix = select.numbers("ix");
            var keep = select.booleans("keep_ix");
            if (keep.length != ix.length) {
                throw new FormatException(
                        folder.file("select1"), "keep_ix has " + keep.length + " entries, ix " + ix.length);
            }
            int count = 0;
            for (boolean kept : keep) {
                count += kept ? 1 : 0;
            }
            var row = new int[count];
            var inSelect = new int[count];
            for (int i = 0, k = 0; i < ix.length; i++) {
                if (keep[i]) {
                    inSelect[k] = i;
                    row[k++] = (int) ix[i] - 1;
                }
            }
            var ij = ps.array("ij");
            var xy = ps.array("xy");
            requireRows(folder, row, Math.min(ij.rows(), xy.rows()));
            return new SelectedPoints(
                    row,
                    inSelect,
                    toInts(column(ij, 1, row)),
                    toInts(column(ij, 2, row)),
                    column(xy, 1, row),
                    column(xy, 2, row),
                    column(select.array("coh_ps2"), 0, inSelect),
                    column(select.array("K_ps2"), 0, inSelect),
                    column(select.array("C_ps2"), 0, inSelect));
        }
    }

    int count() {
        return row.length;
    }

    private static double[] column(MatArray array, int col, int[] rows) {
        var values = new double[rows.length];
        long start = (long) col * array.rows();
        for (int i = 0; i < rows.length; i++) {
            values[i] = array.get(start + rows[i]);
        }
        return values;
    }

    private static int[] toInts(double[] values) {
        return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }

    private static void requireRows(ArtifactFolder folder, int[] row, int rows) throws FormatException {
        for (int r : row) {
            if (r < 0 || r >= rows) {
                throw new FormatException(
                        folder.file("select1"),
                        "ix names row " + (r + 1) + " of ps1, which has " + rows + "; run stage 3 again");
            }
        }
    }
}
