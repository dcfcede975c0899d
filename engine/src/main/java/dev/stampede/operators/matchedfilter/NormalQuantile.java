package dev.stampede.operators.matchedfilter;

/// The inverse of the normal distribution function. The tail is a series near the middle and a continued
/// fraction far out, inverted by Newton steps in the logarithm of the tail; relative error below 1e-12 for
/// probabilities down to 1e-300.
final class NormalQuantile {
    private static final double SERIES_UP_TO = 2.5;
    private static final int FRACTION_TERMS = 200;

    private NormalQuantile() {}

    /// x with `Phi(x) = p`.
    static double of(double p) {
        if (p == 0.5) {
            return 0;
        }
        double tail = Math.min(p, 1 - p);
        double goal = Math.log(tail);
        double x = Math.sqrt(Math.max(0, -2 * goal - Math.log(2 * Math.PI) / 2)); // too large or near enough
        for (int i = 0; i < 100; i++) {
            double q = upperTail(x);
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            double step = (Math.log(q) - goal) * q / density; // d log Q / dx = -density / Q
            x = Math.max(0, x + step);
            if (Math.abs(step) <= 1e-14 * Math.max(1, x)) {
                break;
            }
        }
        return p < 0.5 ? -x : x;
    }

    /// `Q(x) = 1 - Phi(x)` for x from 0.
    static double upperTail(double x) {
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (x < SERIES_UP_TO) {
            double term = x;
            double sum = x;
            for (int k = 3; Math.abs(term) > 1e-18 * sum; k += 2) {
                term *= x * x / k;
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = x;
        for (int k = FRACTION_TERMS; k > 0; k--) {
            fraction = x + k / fraction;
        }
        return density / fraction;
    }
}
