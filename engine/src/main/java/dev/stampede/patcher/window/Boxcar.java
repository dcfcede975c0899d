package dev.stampede.patcher.window;

import dev.stampede.operators.core.Named;
import java.util.Arrays;

/// All cells of a patch count the same, 1.
@Named("SpatialBoxcar")
public record Boxcar() implements AxisWindow {
    @Override
    public double[] along(int length) {
        var ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
