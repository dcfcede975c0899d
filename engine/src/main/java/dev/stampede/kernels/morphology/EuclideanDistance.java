package dev.stampede.kernels.morphology;

/// Squared Euclidean distance of every pixel from the nearest true one; infinite where there is none:
///
///     d2[p] = min over true q of (stepY (py - qy))^2 + (stepX (px - qx))^2
///
/// Exact, in time linear in the pixels: that of [NearestPixel].
public final class EuclideanDistance {
    private EuclideanDistance() {}

    /// @param stepY distance between rows
    /// @param stepX distance between columns
    /// @return row by row
    public static double[] squared(Bits mask, double stepY, double stepX) {
        return NearestPixel.of(mask, stepY, stepX).squared();
    }

    /// Pixels within a distance of a true one.
    public static Bits within(Bits mask, double distance, double stepY, double stepX) {
        var squared = squared(mask, stepY, stepX);
        var near = new byte[squared.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = (byte) (Math.sqrt(squared[i]) <= distance ? 1 : 0);
        }
        return new Bits(mask.rows(), mask.cols(), near);
    }
}
