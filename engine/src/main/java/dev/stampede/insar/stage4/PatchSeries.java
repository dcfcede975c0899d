package dev.stampede.insar.stage4;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.Parameters;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// The interferograms of a patch that take part in weeding.
///
/// @param used          zero-based columns of `ph1`: all but the dropped ones
/// @param day           day number of each used column; empty for small baselines
/// @param perpBaseline  of each used column, m
/// @param referencePosition position of the reference image among the used columns, -1 if it is not among them
record PatchSeries(int[] used, double[] day, double[] perpBaseline, int referencePosition) {
    static PatchSeries read(ArtifactFolder folder, Parameters parameters) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = folder.open(arena, "ps1")) {
            int ifgs = ps.integer("n_ifg");
            var dropped = new boolean[ifgs];
            for (int d : parameters.indices("drop_ifg_index")) {
                if (d < ifgs) {
                    dropped[d] = true;
                }
            }
            int[] used = IntStream.range(0, ifgs).filter(i -> !dropped[i]).toArray();
            double[] bperp = ps.numbers("bperp");
            double[] perpBaseline =
                    IntStream.of(used).mapToDouble(i -> bperp[i]).toArray();
            if (parameters.smallBaseline()) {
                return new PatchSeries(used, new double[0], perpBaseline, -1);
            }
            double[] days = ps.numbers("day");
            int reference = ps.integer("master_ix") - 1;
            return new PatchSeries(
                    used,
                    IntStream.of(used).mapToDouble(i -> days[i]).toArray(),
                    perpBaseline,
                    java.util.Arrays.binarySearch(used, reference) < 0
                            ? -1
                            : java.util.Arrays.binarySearch(used, reference));
        }
    }
}
