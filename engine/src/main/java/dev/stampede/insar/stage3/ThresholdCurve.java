package dev.stampede.insar.stage3;

import dev.stampede.insar.model.RandomCoherence;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;

/// The coherence above which no more random candidates than accepted remain, for one class of amplitude
/// dispersion. Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.5.
final class ThresholdCurve {
    private static final int BELOW = 3;
    private static final int ABOVE = 2;
    private static final int DEGREE = 3;

    private ThresholdCurve() {}

    /// @param candidates histogram of the class, coherence 0 left out
    /// @param random     histogram of noise
    /// @param lowBins    bins that are noise only
    /// @param accepted   random candidates accepted: a number, or per cent of all
    /// @param percent    whether `accepted` is a percentage
    /// @return the threshold; NaN when the accepted number is already reached within the first three bins,
    /// or when the curve is too flat to fit; 1 when it is never reached
    static double threshold(double[] candidates, double[] random, int lowBins, double accepted, boolean percent) {
        double[] tail = tailSums(candidates, RandomCoherence.scaled(random, candidates, lowBins), percent);
        int first = firstBelow(tail, accepted);
        if (first < 0) {
            return 1;
        }
        int low = first - BELOW;
        if (low < 0) {
            return Double.NaN;
        }
        int high = Math.min(first + ABOVE, CoherenceHistogram.BINS - 1);
        return cubicAt(tail, low, high, accepted);
    }

    /// Random candidates from each bin on: their number, or their share of all candidates there in per cent.
    private static double[] tailSums(double[] candidates, double[] random, boolean percent) {
        var tail = new double[CoherenceHistogram.BINS];
        double noise = 0;
        double all = 0;
        for (int b = CoherenceHistogram.BINS - 1; b >= 0; b--) {
            noise += random[b];
            all += candidates[b] == 0 ? 1 : candidates[b];
            tail[b] = percent ? 100 * noise / all : noise;
        }
        return tail;
    }

    private static int firstBelow(double[] tail, double accepted) {
        for (int b = 0; b < tail.length; b++) {
            if (tail[b] < accepted) {
                return b;
            }
        }
        return -1;
    }

    /// Coherence 0.01 b as a cubic of the tail sums, which are centred and scaled first, at `accepted`.
    static double cubicAt(double[] tail, int low, int high, double accepted) {
        int n = high - low + 1;
        double mean = 0;
        for (int b = low; b <= high; b++) {
            mean += tail[b] / n;
        }
        double squares = 0;
        for (int b = low; b <= high; b++) {
            squares += (tail[b] - mean) * (tail[b] - mean);
        }
        double spread = Math.sqrt(squares / (n - 1));
        if (!(spread > 0)) {
            return Double.NaN;
        }
        var design = new SmallMatrix(n, DEGREE + 1);
        for (int i = 0; i < n; i++) {
            double x = (tail[low + i] - mean) / spread;
            for (int power = 0; power <= DEGREE; power++) {
                design.set(i, power, Math.pow(x, power));
            }
        }
        var operator = LeastSquares.operator(design);
        double at = (accepted - mean) / spread;
        double value = 0;
        for (int power = DEGREE; power >= 0; power--) {
            double coefficient = 0;
            for (int i = 0; i < n; i++) {
                coefficient += operator.get(power, i) * 0.01 * (low + i + 1);
            }
            value = value * at + coefficient;
        }
        return value;
    }
}
