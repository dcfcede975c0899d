package dev.stampede.insar.stage2;

import dev.stampede.kernels.Rounding;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.interpolate.TenfoldInterpolator;
import java.util.Arrays;

/// Probability that a candidate of a given coherence is noise, in steps of 0.001, and the weight that
/// follows from it. Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.4.
final class NoiseProbability {
    /// Half width of the Gaussian that smooths the probabilities is 3 bins: exp(-(2.5 k / 3)^2 / 2), k = -3..3.
    private static final double[] SMOOTHING = smoothing();

    private final double[] table;

    private NoiseProbability(double[] table) {
        this.table = table;
    }

    /// @param random     scaled histogram of noise
    /// @param candidates histogram of the candidates
    /// @param lowBins    bins that are noise only
    /// @param lastRandom number of bins up to the last one in which noise was seen at all
    static NoiseProbability of(double[] random, double[] candidates, int lowBins, int lastRandom) {
        int n = CoherenceHistogram.BINS;
        var raw = new double[n];
        for (int b = 0; b < n; b++) {
            double found = candidates[b] == 0 ? 1 : candidates[b];
            double p = b < lowBins ? 1 : b >= lastRandom ? 0 : random[b] / found;
            raw[b] = p > 1 ? 1 : p;
        }
        // COMPAT: the smoothing is causal, so probabilities lag by three bins; StaMPS weighs with the lagged values.
        var series = new double[n + 1];
        series[0] = 1;
        for (int b = 0; b < n; b++) {
            double sum = 0;
            for (int k = 0; k < SMOOTHING.length; k++) {
                sum += SMOOTHING[k] * (b - k >= 0 ? raw[b - k] : 1);
            }
            series[b + 1] = sum;
        }
        return new NoiseProbability(Arrays.copyOf(TenfoldInterpolator.interpolate(series), 10 * n + 1));
    }

    /// Probability at a coherence in [0, 1].
    double at(double coherence) {
        return table[(int) Rounding.halfAway(1000 * coherence)];
    }

    /// `(1 - probability)^2`.
    double weight(double coherence) {
        double signal = 1 - at(coherence);
        return signal * signal;
    }

    private static double[] smoothing() {
        var w = new double[7];
        double sum = 0;
        for (int k = -3; k <= 3; k++) {
            double x = 2.5 * k / 3;
            w[k + 3] = Math.exp(-0.5 * x * x);
            sum += w[k + 3];
        }
        for (int k = 0; k < w.length; k++) {
            w[k] /= sum;
        }
        return w;
    }
}
