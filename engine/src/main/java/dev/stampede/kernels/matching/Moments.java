package dev.stampede.kernels.matching;

/// Count, mean, sum of squared deviations and minimum of some pixels. Two disjoint parts merge into the
/// moments of both; merging in a fixed order gives the same bits always.
///
/// @param count   pixels
/// @param mean    0 when there are none
/// @param squares sum of (x - mean)^2
/// @param min     infinity when there are none
public record Moments(double count, double mean, double squares, double min) {
    public static final Moments NONE = new Moments(0, 0, 0, Double.POSITIVE_INFINITY);

    /// From the sums [MaskedMoments] gives for the shift used there.
    public static Moments of(double[] sums, double shift) {
        double n = sums[MaskedMoments.COUNT];
        if (n == 0) {
            return NONE;
        }
        double off = sums[MaskedMoments.SUM] / n;
        return new Moments(
                n,
                shift + off,
                Math.max(0, sums[MaskedMoments.SQUARES] - off * sums[MaskedMoments.SUM]),
                sums[MaskedMoments.MIN]);
    }

    /// Of both parts. Source: Chan, Golub and LeVeque (1983), updating formulae for the sample variance.
    public Moments merge(Moments other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        double n = count + other.count;
        double delta = other.mean - mean;
        return new Moments(
                n,
                mean + delta * (other.count / n),
                squares + other.squares + delta * delta * (count * other.count / n),
                Math.min(min, other.min));
    }

    /// Population standard deviation, 0 when there are no pixels.
    public double std() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
