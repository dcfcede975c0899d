package dev.stampede.patcher.window;

import dev.stampede.operators.core.Named;
import java.util.function.IntFunction;

/// Weights from a function of the axis length. It cannot be written to a file.
@Named("SpatialFunction")
public record FunctionWindow(IntFunction<double[]> function) implements AxisWindow {
    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public double[] along(int length) {
        var weights = function.apply(length);
        if (weights.length != length) {
            throw new IllegalArgumentException(
                    "the window function gave " + weights.length + " weights for " + length + " cells");
        }
        return weights;
    }
}
