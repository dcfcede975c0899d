package dev.stampede.insar.stage2;

import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;

/// Weights by signal to noise instead of by the probability of being noise (`filter_weighting` other than
/// P-square): g = mean of A cos(residual), sigma^2 = (mean of A^2 - g^2) / 2, weight = g / sigma, 0 where
/// sigma is 0.
final class SignalToNoise {
    private SignalToNoise() {}

    static void weigh(Workers workers, FloatMatrix amplitude, FloatMatrix residual, DoubleMatrix weight) {
        int m = amplitude.cols();
        workers.forBlocks(amplitude.rows(), 4096, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                double signal = 0;
                double power = 0;
                for (int f = 0; f < m; f++) {
                    double a = amplitude.get(p, f);
                    signal += a * Math.cos(residual.get(p, f));
                    power += a * a;
                }
                double g = signal / m;
                double sigma = Math.sqrt(0.5 * (power / m - g * g));
                weight.set(p, 0, sigma == 0 ? 0 : g / sigma);
            }
        });
    }
}
