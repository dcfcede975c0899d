package dev.stampede.insar.troposphere;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Stratified troposphere from heights: per interferogram a robust line `phi = a + b h` through the
/// unwrapped phase minus the look-angle error; the correction is `b (h - mean h)`, rad.
///
/// Motion that follows the terrain is taken for troposphere: use it where there is none.
public final class LinearDelay {
    /// Variable of `tca2` or `tca_sb2`.
    public static final String VARIABLE = "ph_tropo_linear";

    private LinearDelay() {}

    /// `[ps, ifg]` rad, owned by `arena`: 0 for the reference image and for interferograms that were not
    /// unwrapped.
    /// @throws dev.stampede.insar.artifacts.MissingArtifactException naming the stage that has to run first
    /// @throws IllegalArgumentException if the points are all at one height
    public static FloatMatrix of(Arena arena, Workers workers, ArtifactFolder folder, StackGeometry stack)
            throws IOException {
        boolean pairs = stack.pairs() != null;
        try (Arena own = Arena.ofShared();
                var uw = folder.open(own, pairs ? "phuw_sb2" : "phuw2");
                var scla = folder.open(own, pairs ? "scla_sb2" : "scla2");
                var hgt = folder.open(own, "hgt2")) {
            var phase = uw.floats("ph_uw");
            var lookAngle = scla.floats("ph_scla");
            requireShape(folder, pairs ? "phuw_sb2" : "phuw2", phase, stack);
            requireShape(folder, pairs ? "scla_sb2" : "scla2", lookAngle, stack);
            var height = aboveMean(own, folder, hgt.floats("hgt"), stack.psCount());
            var out = FloatMatrix.allocate(arena, stack.psCount(), stack.ifgCount());
            workers.forEach(stack.ifgCount(), (from, to) -> fit((int) from, phase, lookAngle, height, out));
            return out;
        }
    }

    private static void fit(int ifg, FloatMatrix phase, FloatMatrix lookAngle, FloatMatrix height, FloatMatrix out) {
        try (Arena own = Arena.ofConfined()) {
            var y = FloatMatrix.allocate(own, phase.rows(), 1);
            boolean unwrapped = false;
            for (int p = 0; p < y.rows(); p++) {
                unwrapped |= phase.get(p, ifg) != 0;
                y.set(p, 0, phase.get(p, ifg) - lookAngle.get(p, ifg));
            }
            if (!unwrapped) {
                return;
            }
            var line = RobustLine.fit(height, y);
            for (int p = 0; line != null && p < y.rows(); p++) {
                out.set(p, ifg, (float) (line.slope() * height.get(p, 0)));
            }
        }
    }

    private static FloatMatrix aboveMean(Arena arena, ArtifactFolder folder, FloatMatrix hgt, int points)
            throws FormatException {
        if (hgt.size() != points) {
            throw new FormatException(
                    folder.file("hgt2"), "hgt has " + hgt.size() + " values, ps2 has " + points + " points");
        }
        double sum = 0;
        for (int p = 0; p < points; p++) {
            if (Float.isNaN(hgt.get(p))) {
                throw new FormatException(
                        folder.file("hgt2"), "hgt of point " + (p + 1) + " is NaN, expected a height in m");
            }
            sum += hgt.get(p);
        }
        var out = FloatMatrix.allocate(arena, points, 1);
        boolean relief = false;
        for (int p = 0; p < points; p++) {
            out.set(p, 0, (float) (hgt.get(p) - sum / points));
            relief |= hgt.get(p) != hgt.get(0L);
        }
        if (!relief) {
            throw new IllegalArgumentException(
                    "all points are at one height: the troposphere cannot be told from heights; use delay grids");
        }
        return out;
    }

    private static void requireShape(ArtifactFolder folder, String artifact, FloatMatrix m, StackGeometry stack)
            throws FormatException {
        if (m.rows() != stack.psCount() || m.cols() != stack.ifgCount()) {
            throw new FormatException(
                    folder.file(artifact),
                    "holds [" + m.rows() + ", " + m.cols() + "], ps2 needs [" + stack.psCount() + ", "
                            + stack.ifgCount() + "]");
        }
    }
}
