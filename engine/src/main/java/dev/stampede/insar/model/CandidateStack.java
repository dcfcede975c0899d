package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// Phase and baselines of the candidates of a patch, from `ps1`, `ph1` and `bp1`. With a single reference
/// image the column of the reference itself, which holds no information, is left out.
///
/// @param psCount        number of candidates
/// @param ifgCount       number of interferograms here
/// @param imageCount     number of acquisitions
/// @param referenceIndex zero-based column of the reference in `ph1`; -1 for small baselines, which have none
/// @param phase          `[ps, ifg]` with amplitude
/// @param baselines      `[ps, ifg]` perpendicular baseline of each candidate, m
/// @param perpBaseline   mean perpendicular baseline of each interferogram, m
/// @param xy             `[ps, 3]` number, local x and y, m
/// @param pairs          small baselines: first and second image of each interferogram, zero-based; else `null`
public record CandidateStack(
        int psCount,
        int ifgCount,
        int imageCount,
        int referenceIndex,
        ComplexMatrix phase,
        FloatMatrix baselines,
        double[] perpBaseline,
        FloatMatrix xy,
        int[][] pairs) {

    /// Reads the candidates; matrices belong to `arena`.
    /// @throws FormatException if shapes disagree, naming both sides
    public static CandidateStack read(Arena arena, ArtifactFolder folder, boolean smallBaselines) throws IOException {
        try (var ps = folder.open(arena, "ps1");
                var ph = folder.open(arena, "ph1");
                var bp = folder.open(arena, "bp1")) {
            int psCount = ps.integer("n_ps");
            int all = ps.integer("n_ifg");
            int reference = smallBaselines ? -1 : ps.integer("master_ix") - 1;
            if (reference >= all) {
                throw new FormatException(
                        folder.file("ps1"), "master_ix is " + (reference + 1) + " of " + all + " interferograms");
            }
            var phase = ph.complex("ph");
            require(folder, "ph1", "ph", phase.rows(), phase.cols(), psCount, all);
            var xy = ps.floats("xy");
            require(folder, "ps1", "xy", xy.rows(), xy.cols(), psCount, 3);
            double[] bperp = ps.numbers("bperp");
            require(folder, "ps1", "bperp", bperp.length, 1, all, 1);
            int[] used = IntStream.range(0, all).filter(f -> f != reference).toArray();
            var baselines = bp.floats("bperp_mat");
            require(folder, "bp1", "bperp_mat", baselines.rows(), baselines.cols(), psCount, used.length);
            return new CandidateStack(
                    psCount,
                    used.length,
                    ps.has("n_image") ? ps.integer("n_image") : all,
                    reference,
                    reference < 0 ? phase : phase.removeColumn(reference),
                    baselines,
                    IntStream.of(used).mapToDouble(f -> bperp[f]).toArray(),
                    xy,
                    smallBaselines ? pairs(ps.numbers("ifgday_ix"), all) : null);
        }
    }

    private static int[][] pairs(double[] columns, int ifgs) {
        var pairs = new int[ifgs][];
        for (int f = 0; f < ifgs; f++) {
            pairs[f] = new int[] {(int) columns[f] - 1, (int) columns[ifgs + f] - 1};
        }
        return pairs;
    }

    private static void require(
            ArtifactFolder folder, String artifact, String name, int rows, int cols, int wantedRows, int wantedCols)
            throws FormatException {
        if (rows != wantedRows || cols != wantedCols) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is [" + rows + ", " + cols + "], expected [" + wantedRows + ", " + wantedCols
                            + "]; run stage 1 again");
        }
    }

    /// Largest minus smallest mean baseline, m.
    public double baselineRange() {
        return Extent.of(perpBaseline.length, f -> perpBaseline[f]).length();
    }

    /// Zero-based columns of this stack without the dropped interferograms, which are numbered as in `ph1`.
    public int[] columnsWithout(int[] dropped) {
        return IntStream.range(0, ifgCount)
                .filter(f -> {
                    int original = referenceIndex >= 0 && f >= referenceIndex ? f + 1 : f;
                    return IntStream.of(dropped).noneMatch(d -> d == original);
                })
                .toArray();
    }

    /// Bytes of the matrices for a patch whose header says so: phase with the column of the reference,
    /// which is taken out where it lies, baselines and places.
    public static long bytes(ArtifactFolder folder) throws IOException {
        long[] dims = SingleReference.shapeOf(folder, "ph1", "ph");
        return bytes(dims[0], dims[1]);
    }

    /// @param columns of the phase, that of the reference image included
    public static long bytes(long candidates, long columns) {
        return candidates * columns * (8 + 4) + candidates * 12;
    }
}
