package dev.stampede.insar.stage3;

import java.util.Arrays;

/// Classes of amplitude dispersion: random candidates are rarer where amplitudes are steady, so each class
/// gets a threshold of its own. Class `c` holds the candidates with `edge[c] < D_A <= edge[c + 1]`.
///
/// @param dispersion value per candidate that decides its class
/// @param edge       ascending, one more than there are classes
record DispersionClasses(double[] dispersion, double[] edge) {
    private static final int LEAST_CANDIDATES = 10_000;
    private static final int MANY_CANDIDATES = 50_000;
    private static final int SMALL_CLASS = 2_000;
    private static final int LARGE_CLASS = 10_000;

    /// One class for fewer than 10,000 candidates or when there is no dispersion; then every dispersion
    /// counts as 1.
    ///
    /// @param dispersion per candidate, or `null`
    static DispersionClasses of(double[] dispersion, int candidates) {
        if (dispersion == null || candidates < LEAST_CANDIDATES) {
            var ones = new double[candidates];
            Arrays.fill(ones, 1);
            return new DispersionClasses(ones, new double[] {0, 1});
        }
        double[] sorted = dispersion.clone();
        Arrays.sort(sorted);
        int size = candidates >= MANY_CANDIDATES ? LARGE_CLASS : SMALL_CLASS;
        int classes = candidates / size;
        var edge = new double[classes + 1];
        for (int c = 1; c < classes; c++) {
            edge[c] = sorted[c * size - 1];
        }
        edge[classes] = sorted[candidates - 1];
        return new DispersionClasses(dispersion, edge);
    }

    int count() {
        return edge.length - 1;
    }

    boolean contains(int classIndex, double value) {
        return value > edge[classIndex] && value <= edge[classIndex + 1];
    }
}
