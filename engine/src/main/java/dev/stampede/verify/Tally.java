package dev.stampede.verify;

/// Counts the pairs beyond a limit and keeps the worst and the first of them.
final class Tally {
    long total;
    long outliers;
    double worst;
    double worstRelative;
    long first = -1;

    /// Adds pair `k` with its difference, the limit for it, and the size of the golden value.
    void add(long k, double difference, double limit, double size) {
        total++;
        worst = Math.max(worst, difference);
        if (difference > 0 && size > 0) {
            worstRelative = Math.max(worstRelative, difference / size);
        }
        if (difference != 0 && !(difference <= limit)) {
            outliers++;
            if (first < 0) {
                first = k;
            }
        }
    }

    boolean within(Tolerance tolerance) {
        return outliers <= tolerance.fraction() * total && (outliers == 0 || worst <= tolerance.cap());
    }
}
