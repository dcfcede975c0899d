package dev.stampede.patcher.window;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;

/// A cosine taper over the share `alpha / 2` at each end and 1 between, periodic: computed for n + 1 cells,
/// the last of which is left out. Not symmetric. `alpha` 0 is [Boxcar], 1 a periodic Hann window.
///
/// @param alpha tapered share, 0 to 1
@Named("SpatialTukey")
public record Tukey(@Default("0.5") double alpha) implements AxisWindow {
    /// @throws IllegalArgumentException if `alpha` lies outside 0 to 1
    public Tukey {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", needs 0 to 1");
        }
    }

    public Tukey() {
        this(0.5);
    }

    @Override
    public double[] along(int length) {
        var w = new double[length];
        int last = length; // index of the cell that is left out
        for (int i = 0; i < length; i++) {
            int fromEnd = Math.min(i, last - i);
            double taper = alpha * last / 2;
            w[i] = length == 1 || fromEnd >= taper ? 1 : 0.5 * (1 + Math.cos(Math.PI * (fromEnd / taper - 1)));
        }
        return w;
    }
}
