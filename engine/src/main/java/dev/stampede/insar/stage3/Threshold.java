package dev.stampede.insar.stage3;

import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Coherence a candidate has to exceed: one number for all, or a line over amplitude dispersion.
///
/// @param slope     of the line per unit of amplitude dispersion; 0 when one number serves all
/// @param intercept the number, or the line's value at dispersion 0
/// @param fallback  whether no class gave a threshold, so that 0.3 was taken
record Threshold(double slope, double intercept, boolean fallback) {
    /// Taken when no class of candidates gives a threshold (StaMPS).
    private static final double DEFAULT = 0.3;

    /// Dispersion at which a line that does not rise is read (StaMPS).
    private static final double TYPICAL_DISPERSION = 0.35;

    /// What the candidates are judged by.
    ///
    /// @param random   histogram of noise, from stage 2
    /// @param lowBins  bins that are noise only
    /// @param accepted random candidates accepted per class: a number, or per cent
    /// @param percent  whether `accepted` is a percentage
    record Rule(double[] random, int lowBins, double accepted, boolean percent) {}

    static Threshold of(DispersionClasses classes, double[] coherence, Rule rule) {
        var value = new double[classes.count()];
        var meanDispersion = new double[classes.count()];
        for (int c = 0; c < value.length; c++) {
            int current = c;
            int[] members = IntStream.range(0, coherence.length)
                    .filter(p -> classes.contains(current, classes.dispersion()[p]))
                    .toArray();
            double[] candidates = CoherenceHistogram.count(Arrays.stream(members)
                    .mapToDouble(p -> coherence[p])
                    .filter(g -> g != 0)
                    .toArray());
            value[c] = ThresholdCurve.threshold(
                    candidates, rule.random(), rule.lowBins(), rule.accepted(), rule.percent());
            meanDispersion[c] = Arrays.stream(members)
                    .mapToDouble(p -> classes.dispersion()[p])
                    .average()
                    .orElse(Double.NaN);
        }
        int[] usable = IntStream.range(0, value.length)
                .filter(c -> !Double.isNaN(value[c]))
                .toArray();
        if (usable.length == 0) {
            return new Threshold(0, DEFAULT, true);
        }
        if (usable.length == 1) {
            return new Threshold(0, Math.max(value[usable[0]], 0), false);
        }
        return line(
                IntStream.of(usable).mapToDouble(c -> meanDispersion[c]).toArray(),
                IntStream.of(usable).mapToDouble(c -> value[c]).toArray());
    }

    private static Threshold line(double[] dispersion, double[] value) {
        var ones = new double[value.length];
        Arrays.fill(ones, 1);
        var operator = LeastSquares.operator(SmallMatrix.ofColumns(dispersion, ones));
        double slope = 0;
        double intercept = 0;
        for (int i = 0; i < value.length; i++) {
            slope += operator.get(0, i) * value[i];
            intercept += operator.get(1, i) * value[i];
        }
        return slope > 0
                ? new Threshold(slope, intercept, false)
                : new Threshold(0, Math.max(slope * TYPICAL_DISPERSION + intercept, 0), false);
    }

    boolean dependsOnDispersion() {
        return slope > 0;
    }

    double at(double dispersion) {
        return Math.max(slope * dispersion + intercept, 0);
    }
}
