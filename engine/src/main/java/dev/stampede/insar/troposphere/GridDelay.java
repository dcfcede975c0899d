package dev.stampede.insar.troposphere;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// Troposphere from grids of zenith delay, one per date. Phase of image i at a point:
///
///     4 pi / lambda  ZTD_i / cos(incidence),   interferogram = second minus first
///
/// With a single reference image the second is each image and the first the reference.
public final class GridDelay {
    /// Variable of `tca2` or `tca_sb2`.
    public static final String VARIABLE = "ph_tropo_gacos";

    /// Look angle and incidence differ by 0.05 rad (700 km height, 23 degrees) or more; the mean incidence
    /// that is stored is that of one patch and differs less from the mean of all points.
    private static final double INCIDENCE = 0.03;

    private GridDelay() {}

    /// `[ps, ifg]` rad, owned by `arena`; 0 for the reference image.
    ///
    /// @param wavelength m
    /// @param grids      folder of `YYYYMMDD.ztd` and `YYYYMMDD.ztd.rsc`
    /// @throws dev.stampede.io.mat.FormatException if a date is missing, or its grid does not cover the
    ///     points or holds NaN there
    public static FloatMatrix of(Arena arena, ArtifactFolder folder, StackGeometry stack, double wavelength, Path grids)
            throws IOException {
        if (!(wavelength > 0)) {
            throw new IllegalArgumentException(
                    "parameter lambda is " + wavelength + ", expected the wavelength in metres; stage 1 sets it");
        }
        int n = stack.psCount();
        var out = FloatMatrix.allocate(arena, n, stack.ifgCount());
        try (Arena own = Arena.ofShared()) {
            var images = FloatMatrix.allocate(own, n, stack.imageCount());
            var slant = slantFactor(folder, stack);
            for (int i = 0; i < stack.imageCount(); i++) {
                var grid = DelayGrid.open(own, grids, date(stack.day()[i]));
                for (int p = 0; p < n; p++) {
                    double ztd =
                            grid.at(stack.lonLat().get(p, 0), stack.lonLat().get(p, 1));
                    images.set(p, i, (float) (4 * Math.PI / wavelength * ztd * slant[p]));
                }
            }
            for (int f = 0; f < stack.ifgCount(); f++) {
                int first = stack.pairs() == null ? stack.referenceIndex() : stack.pairs()[f][0];
                int second = stack.pairs() == null ? f : stack.pairs()[f][1];
                for (int p = 0; p < n; p++) {
                    out.set(p, f, images.get(p, second) - images.get(p, first));
                }
            }
        }
        return out;
    }

    /// `1 / cos(incidence)` per point: `inc2` where there is one; otherwise `la2`, which holds the
    /// incidence or, when its mean is further than [#INCIDENCE] from the mean incidence, the look angle and
    /// is shifted to it; otherwise the mean.
    private static double[] slantFactor(ArtifactFolder folder, StackGeometry stack) throws IOException {
        var angle = angles(folder, "inc2", "inc", stack.psCount());
        double shift = 0;
        if (angle == null) {
            angle = angles(folder, "la2", "la", stack.psCount());
            shift = angle == null ? 0 : toIncidence(angle, stack.incidence());
        }
        if (angle == null) {
            if (Double.isNaN(stack.incidence())) {
                throw new IllegalArgumentException("neither inc2, la2 nor mean_incidence of ps2 tells the incidence");
            }
            angle = new double[stack.psCount()];
            java.util.Arrays.fill(angle, stack.incidence());
        }
        for (int p = 0; p < angle.length; p++) {
            angle[p] = 1 / Math.cos(angle[p] + shift);
        }
        return angle;
    }

    private static double toIncidence(double[] angle, double incidence) {
        if (Double.isNaN(incidence)) {
            return Constants.LOOK_TO_INCIDENCE;
        }
        double shift = incidence - java.util.Arrays.stream(angle).average().orElse(0);
        return Math.abs(shift) < INCIDENCE ? 0 : shift;
    }

    private static double[] angles(ArtifactFolder folder, String artifact, String name, int points) throws IOException {
        try (Arena own = Arena.ofConfined()) {
            var found = folder.find(own, artifact);
            if (found.isEmpty()) {
                return null;
            }
            try (var file = found.get()) {
                var angles = file.has(name) ? file.numbers(name) : new double[0];
                return angles.length == points ? angles : null;
            }
        }
    }

    private static String date(double day) {
        return LocalDate.ofEpochDay((long) day - Constants.DATENUM_OF_EPOCH).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
