package dev.stampede.kernels.histogram;

/// Histogram of coherences over 100 bins with centres 0.005, 0.015, ..., 0.995, counted as MATLAB's `hist`
/// with given centres does: bin b holds `edge[b-1] < y <= edge[b]`, the first and last reach to infinity,
/// NaN is not counted.
public final class CoherenceHistogram {
    public static final int BINS = 100;

    private static final double[] EDGES = edges();

    private CoherenceHistogram() {}

    /// Centre of bin `b`, zero-based.
    public static double centre(int b) {
        return 0.005 + 0.01 * b;
    }

    /// The bin of a coherence, zero-based; -1 for NaN.
    public static int bin(double coherence) {
        if (Double.isNaN(coherence)) {
            return -1;
        }
        int b = (int) Math.clamp(coherence * 100, 0, BINS - 1);
        while (b < BINS - 1 && coherence > EDGES[b]) {
            b++;
        }
        while (b > 0 && coherence <= EDGES[b - 1]) {
            b--;
        }
        return b;
    }

    /// Counts all values; they may be promoted single-precision numbers.
    public static double[] count(double... coherence) {
        var counts = new double[BINS];
        for (double c : coherence) {
            int b = bin(c);
            if (b >= 0) {
                counts[b]++;
            }
        }
        return counts;
    }

    /// Upper edge of each bin but the last, half-way between centres.
    static double[] edges() {
        var edges = new double[BINS - 1];
        for (int b = 0; b < BINS - 1; b++) {
            edges[b] = centre(b) + (centre(b + 1) - centre(b)) / 2;
        }
        return edges;
    }
}
