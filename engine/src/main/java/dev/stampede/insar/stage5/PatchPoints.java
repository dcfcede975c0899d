package dev.stampede.insar.stage5;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Where the points of one patch are and how good they are; what a merge is planned from.
///
/// @param folder    the patch
/// @param line      azimuth, pixels
/// @param sample    range, pixels
/// @param lon       degrees
/// @param lat       degrees
/// @param coherence temporal coherence
/// @param core      whether the point lies in the part the patch is responsible for
record PatchPoints(
        ArtifactFolder folder,
        int[] line,
        int[] sample,
        double[] lon,
        double[] lat,
        double[] coherence,
        boolean[] core) {
    static PatchPoints read(ArtifactFolder folder) throws IOException {
        var area = CoreArea.read(folder);
        try (var arena = Arena.ofConfined();
                var ps = folder.open(arena, "ps2");
                var model = folder.open(arena, "pm2")) {
            var ij = ps.array("ij");
            var lonLat = ps.array("lonlat");
            var coherence = model.numbers("coh_ps");
            int n = ij.rows();
            if (lonLat.rows() != n || coherence.length != n) {
                throw new FormatException(
                        folder.file("pm2"),
                        "coh_ps has " + coherence.length + " points, ps2 has " + n + "; run stage 4 again");
            }
            var line = integers(ij, 1);
            var sample = integers(ij, 2);
            var core = new boolean[n];
            for (int p = 0; p < n; p++) {
                core[p] = area.contains(line[p], sample[p]);
            }
            return new PatchPoints(folder, line, sample, column(lonLat, 0), column(lonLat, 1), coherence, core);
        }
    }

    int count() {
        return line.length;
    }

    private static int[] integers(MatArray array, int col) {
        return java.util.Arrays.stream(column(array, col))
                .mapToInt(v -> (int) v)
                .toArray();
    }

    private static double[] column(MatArray array, int col) {
        var values = new double[array.rows()];
        for (int p = 0; p < values.length; p++) {
            values[p] = array.get((long) col * array.rows() + p);
        }
        return values;
    }
}
