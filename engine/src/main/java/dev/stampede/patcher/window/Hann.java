package dev.stampede.patcher.window;

import dev.stampede.operators.core.Named;

/// `0.5 - 0.5 cos(2 pi i / (n - 1))`; 1 for n = 1. Symmetric: both ends are exactly 0, so the outermost
/// ring of a scene that only ends of patches cover has no weight at all.
@Named("SpatialHann")
public record Hann() implements AxisWindow {
    @Override
    public double[] along(int length) {
        var w = new double[length];
        for (int i = 0; i < length; i++) {
            w[i] = length == 1 ? 1 : 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (length - 1));
        }
        w[length - 1] = w[0]; // whatever the last digit of cos(2 pi)
        return w;
    }
}
