package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.FormatException;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// Offset and slope of phase over time, `phi = m1 + m2 (day - reference day)`, by weighted least squares over
/// the interferograms of a single reference image, the reference itself left out.
///
/// @param interferograms columns that take part, zero-based, ascending
/// @param design         `[n, 2]`: 1 and days since the reference
/// @param covariance     `[n, n]` of the observations, rad^2
public record VelocityFit(int[] interferograms, SmallMatrix design, SmallMatrix covariance) {
    // COMPAT: StaMPS converts the noise from degrees with 181 instead of 180. A common factor: no effect on the fit.
    private static final double DEGREES_PER_HALF_TURN = 181;

    /// Millimetres of motion toward the satellite per radian of phase.
    public static double millimetresPerRadian(double wavelength) {
        return -wavelength * 1000 / (4 * Math.PI);
    }

    /// The fit over all interferograms but the reference and `dropped`, weighted with the noise in `ifgstd2`
    /// when that exists.
    /// @throws IllegalArgumentException if fewer than two interferograms are left
    public static VelocityFit of(ArtifactFolder folder, StackGeometry stack, int[] dropped) throws IOException {
        var out = Arrays.copyOf(dropped, dropped.length + 1);
        out[dropped.length] = stack.referenceIndex();
        int[] used = stack.interferogramsWithout(out);
        if (used.length < 2) {
            throw new IllegalArgumentException(
                    "a velocity needs at least 2 interferograms, " + used.length + " left of " + stack.ifgCount());
        }
        return new VelocityFit(used, line(stack, used), covariance(folder, stack, used));
    }

    /// The fit to the series per image of a small-baseline dataset: all images the network determines but the
    /// reference, weighted with their covariance.
    /// @param stack with its pairs
    /// @throws IllegalArgumentException if fewer than two images are left
    public static VelocityFit ofSeries(ArtifactFolder folder, StackGeometry stack) throws IOException {
        var inversion = PairInversion.read(folder, stack);
        int[] used = Arrays.stream(inversion.images())
                .filter(i -> i != stack.referenceIndex())
                .toArray();
        if (used.length < 2) {
            throw new IllegalArgumentException("a velocity needs at least 2 images, " + used.length + " of "
                    + stack.imageCount() + " are determined");
        }
        return new VelocityFit(used, line(stack, used), inversion.ofImages().select(used, used));
    }

    /// `[n, 2]`: 1 and days since the reference.
    private static SmallMatrix line(StackGeometry stack, int[] images) {
        var one = new double[images.length];
        Arrays.fill(one, 1);
        var days = Arrays.stream(images)
                .mapToDouble(i -> stack.day()[i] - stack.referenceDay())
                .toArray();
        return SmallMatrix.ofColumns(one, days);
    }

    private static SmallMatrix covariance(ArtifactFolder folder, StackGeometry stack, int[] used) throws IOException {
        var std = phaseStdDegrees(folder, stack);
        return std == null
                ? SmallMatrix.identity(used.length)
                : SmallMatrix.diagonal(Arrays.stream(used)
                        .mapToDouble(i -> Math.pow(std[i] * Math.PI / DEGREES_PER_HALF_TURN, 2))
                        .toArray());
    }

    /// Noise of each interferogram in degrees from `ifgstd2`, or `null` when there is no such file.
    public static double[] phaseStdDegrees(ArtifactFolder folder, StackGeometry stack) throws IOException {
        if (!folder.has("ifgstd2")) {
            return null;
        }
        try (Arena arena = Arena.ofConfined();
                var artifact = folder.open(arena, "ifgstd2")) {
            var std = artifact.numbers("ifg_std");
            if (std.length != stack.ifgCount()) {
                throw new FormatException(
                        folder.file("ifgstd2"), "ifg_std has " + std.length + " values, expected " + stack.ifgCount());
            }
            return std;
        }
    }

    /// `[2, n]`: offset (rad) and slope (rad/d) from the phases of [#interferograms].
    public SmallMatrix operator() {
        return LeastSquares.covarianceOperator(design, covariance);
    }

    /// [#operator] as a kernel wants it: `[n, 2]`.
    public DoubleMatrix coefficients(Arena arena) {
        return DoubleMatrix.copyOf(
                arena, interferograms.length, 2, operator().transpose().values());
    }
}
