package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Where and when: the points and dates of the merged set, from `ps2`. Indices are zero-based.
///
/// @param psCount        number of points
/// @param ifgCount       number of interferograms; for a single reference image the reference itself counts as
///                       one
/// @param imageCount     number of acquisitions
/// @param referenceIndex position of the reference image among the images
/// @param referenceDay   its day number, d
/// @param day            day number of every image, d, ascending
/// @param perpBaseline   mean perpendicular baseline per interferogram, m
/// @param lonLat         `[ps, 2]` degrees
/// @param xy             `[ps, 2]` local metres, east-like and north-like
/// @param origin         longitude and latitude of the local origin, degrees
/// @param incidence      mean incidence angle, rad; NaN when the file has none
/// @param pairs          small baselines: per interferogram its first and second image; `null` for a single
///                       reference image
public record StackGeometry(
        int psCount,
        int ifgCount,
        int imageCount,
        int referenceIndex,
        double referenceDay,
        double[] day,
        double[] perpBaseline,
        DoubleMatrix lonLat,
        FloatMatrix xy,
        double[] origin,
        double incidence,
        int[][] pairs) {

    /// Reads `ps2`; matrices belong to `arena`.
    /// @throws FormatException if counts and shapes disagree
    public static StackGeometry read(Arena arena, ArtifactFolder folder) throws IOException {
        try (var ps = folder.open(arena, "ps2")) {
            var file = folder.file("ps2");
            int psCount = ps.integer("n_ps");
            int ifgCount = ps.integer("n_ifg");
            int imageCount = ps.has("n_image") ? ps.integer("n_image") : ifgCount;
            var idXy = ps.floats("xy");
            require(file, "xy", idXy.rows(), psCount);
            require(file, "xy columns", idXy.cols(), 3);
            var day = ps.numbers("day");
            require(file, "day", day.length, imageCount);
            var bperp = ps.numbers("bperp");
            require(file, "bperp", bperp.length, ifgCount);
            var lonLat = ps.doubles("lonlat");
            require(file, "lonlat", lonLat.rows(), psCount);
            int reference = ps.integer("master_ix") - 1;
            if (reference < 0 || reference >= imageCount) {
                throw new FormatException(file, "master_ix is " + (reference + 1) + " of " + imageCount + " images");
            }
            return new StackGeometry(
                    psCount,
                    ifgCount,
                    imageCount,
                    reference,
                    ps.number("master_day"),
                    day,
                    bperp,
                    lonLat,
                    idXy.viewColumns(1, 3),
                    ps.numbers("ll0"),
                    ps.has("mean_incidence") ? ps.number("mean_incidence") : Double.NaN,
                    pairs(ps, file, ifgCount));
        }
    }

    private static int[][] pairs(Artifact ps, Path file, int ifgCount) throws IOException {
        if (!ps.has("ifgday_ix")) {
            return null;
        }
        var ix = ps.doubles("ifgday_ix");
        require(file, "ifgday_ix", ix.rows(), ifgCount);
        var pairs = new int[ifgCount][2];
        for (int i = 0; i < ifgCount; i++) {
            pairs[i][0] = (int) ix.get(i, 0) - 1;
            pairs[i][1] = (int) ix.get(i, 1) - 1;
        }
        return pairs;
    }

    private static void require(Path file, String name, int found, int expected) throws FormatException {
        if (found != expected) {
            throw new FormatException(file, name + " has " + found + " rows, expected " + expected);
        }
    }

    /// The same points and images seen as a series per image: every image is an interferogram with the
    /// reference image, its baseline by least squares over the baselines of the pairs. Itself when there
    /// are no pairs.
    public StackGeometry ofImages() {
        if (pairs == null) {
            return this;
        }
        var all = ImageNetwork.of(
                this, java.util.stream.IntStream.range(0, ifgCount).toArray());
        int[] others = java.util.Arrays.stream(all.images())
                .filter(i -> i != referenceIndex)
                .toArray();
        var operator = dev.stampede.linalg.LeastSquares.operator(all.design(others));
        var baselines = new double[imageCount];
        for (int i = 0; i < others.length; i++) {
            for (int f = 0; f < ifgCount; f++) {
                baselines[others[i]] += operator.get(i, f) * perpBaseline[f];
            }
        }
        return new StackGeometry(
                psCount,
                imageCount,
                imageCount,
                referenceIndex,
                referenceDay,
                day,
                baselines,
                lonLat,
                xy,
                origin,
                incidence,
                null);
    }

    /// All interferograms but the dropped ones, ascending.
    public int[] interferogramsWithout(int[] dropped) {
        return indicesWithout(ifgCount, dropped);
    }

    /// `0 .. count-1` without the given ones, ascending.
    public static int[] indicesWithout(int count, int... dropped) {
        var keep = new boolean[count];
        java.util.Arrays.fill(keep, true);
        for (int d : dropped) {
            if (d >= 0 && d < count) {
                keep[d] = false;
            }
        }
        return java.util.stream.IntStream.range(0, count).filter(i -> keep[i]).toArray();
    }
}
