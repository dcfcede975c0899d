package dev.stampede.operators.plume;

import dev.stampede.operators.core.Require;
import java.util.List;

/// A source and the wind at it.
///
/// @param x     of the source
/// @param y     of the source
/// @param alongX unit vector downwind
/// @param alongY unit vector downwind
/// @param speed m/s
record Wind(double x, double y, double alongX, double alongY, double speed) {
    static void require(List<Double> source, double u, double v) {
        Require.that(source.size() == 2, "source", source, "x and y");
        Require.that(Math.hypot(u, v) > 0, "u", u, "a wind, u and v are both 0");
    }

    static Wind of(List<Double> source, double u, double v) {
        double speed = Math.hypot(u, v);
        return new Wind(source.get(0), source.get(1), u / speed, v / speed, speed);
    }

    /// Distance downwind of the source.
    double down(double px, double py) {
        return (px - x) * alongX + (py - y) * alongY;
    }

    /// Distance from the axis, to the left positive.
    double across(double px, double py) {
        return (py - y) * alongX - (px - x) * alongY;
    }
}
