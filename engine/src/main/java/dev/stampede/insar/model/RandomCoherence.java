package dev.stampede.insar.model;

/// The histogram of coherences that pure noise would score, set against that of the candidates. Below
/// [#lowBins(boolean)] practically every candidate is noise, so the two are made equal there.
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.4.
public final class RandomCoherence {
    private RandomCoherence() {}

    /// Number of bins, from the lowest, that count as noise only: coherence up to 0.31, or 0.15 for small
    /// baselines.
    public static int lowBins(boolean smallBaselines) {
        return smallBaselines ? 15 : 31;
    }

    /// `random` times the factor that gives its low bins the total of those of `candidates`. When the
    /// candidates have none there everything becomes zero, and NaN when `random` has none either.
    public static double[] scaled(double[] random, double[] candidates, int lowBins) {
        double noise = 0;
        double found = 0;
        for (int b = 0; b < lowBins; b++) {
            noise += random[b];
            found += candidates[b];
        }
        var scaled = new double[random.length];
        for (int b = 0; b < scaled.length; b++) {
            scaled[b] = random[b] * (found / noise);
        }
        return scaled;
    }
}
