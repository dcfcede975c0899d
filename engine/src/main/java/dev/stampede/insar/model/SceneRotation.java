package dev.stampede.insar.model;

import dev.stampede.memory.DoubleMatrix;

/// Turns local coordinates so that the axes follow the flight direction, which makes the bounding box of a
/// scene small.
///
/// `x' = x cos θ + y sin θ`, `y' = −x sin θ + y cos θ` with `θ = 180° − heading`, brought to at most 180°.
///
/// @param cos cos θ
/// @param sin sin θ
public record SceneRotation(double cos, double sin) {
    /// @param heading flight direction, degrees clockwise from north; not-a-number leads to no rotation
    public static SceneRotation alongTrack(double heading) {
        double theta = (180 - heading) * Math.PI / 180;
        if (theta > Math.PI) {
            theta -= 2 * Math.PI;
        }
        return new SceneRotation(Math.cos(theta), Math.sin(theta));
    }

    /// Rotates in place if both extents become strictly smaller, otherwise leaves the points alone.
    /// @param xy `[points, 2]` metres
    /// @return whether the points were rotated
    public boolean applyIfBothShrink(DoubleMatrix xy) {
        var turnedX = Extent.of(xy.rows(), p -> turnedX(xy, p));
        var turnedY = Extent.of(xy.rows(), p -> turnedY(xy, p));
        boolean shrinks = turnedX.length() < Extent.ofColumn(xy, 0).length()
                && turnedY.length() < Extent.ofColumn(xy, 1).length();
        for (int p = 0; shrinks && p < xy.rows(); p++) {
            double x = turnedX(xy, p);
            double y = turnedY(xy, p);
            xy.set(p, 0, x);
            xy.set(p, 1, y);
        }
        return shrinks;
    }

    private double turnedX(DoubleMatrix xy, int p) {
        return xy.get(p, 0) * cos + xy.get(p, 1) * sin;
    }

    private double turnedY(DoubleMatrix xy, int p) {
        return -xy.get(p, 0) * sin + xy.get(p, 1) * cos;
    }
}
