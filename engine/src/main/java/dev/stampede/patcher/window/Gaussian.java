package dev.stampede.patcher.window;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;

/// `exp(-0.5 ((i - (n - 1) / 2) / (sigma n / 2))^2)`.
///
/// @param sigma standard deviation as a share of half the patch
@Named("SpatialGaussian")
public record Gaussian(@Default("0.5") double sigma) implements AxisWindow {
    /// @throws IllegalArgumentException unless `sigma` is above 0
    public Gaussian {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma is " + sigma + ", needs more than 0");
        }
    }

    public Gaussian() {
        this(0.5);
    }

    @Override
    public double[] along(int length) {
        var w = new double[length];
        for (int i = 0; i < length; i++) {
            double z = (i - (length - 1) / 2.0) / (sigma * length / 2);
            w[i] = Math.exp(-0.5 * z * z);
        }
        return w;
    }
}
