package dev.stampede.patcher.window;

import dev.stampede.operators.core.Named;

/// Rises over `width` cells at each end: `min(i + 1, n - i) / width`, at most 1; never 0. In single
/// precision along each axis.
///
/// @param width cells of the rise, at least 1
@Named("SpatialTriangular")
public record Triangular(int width) implements AxisWindow {
    /// @throws IllegalArgumentException if `width` is below 1
    public Triangular {
        if (width < 1) {
            throw new IllegalArgumentException("width is " + width + ", needs at least 1");
        }
    }

    @Override
    public double[] along(int length) {
        var w = new double[length];
        for (int i = 0; i < length; i++) {
            w[i] = (float) Math.min(1, (double) Math.min(i + 1, length - i) / width);
        }
        return w;
    }
}
