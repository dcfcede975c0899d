package dev.stampede.synth;

/// Random numbers as a function of a key and a place: the same place always gets the same number, so scenes
/// do not depend on how they are cut into tiles or on the number of threads. The mixing is the finaliser of
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long OTHER = 0xC2B2AE3D27D4EB4FL; // an odd number with bits of both kinds, for the second axis

    private final long key;

    Noise(long seed, long stream) {
        key = mix(mix(seed * GOLDEN + 1) + stream * OTHER);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /// Bits of a place.
    long bits(long i, long j) {
        return mix(mix(key + i * GOLDEN) + j * OTHER);
    }

    /// Uniform in (0, 1) at a place.
    double uniform(long i, long j) {
        return ((bits(i, j) >>> 11) + 0.5) * 0x1p-53;
    }

    /// About normal at a place, mean 0 and deviation 1: the sum of four uniform numbers of 16 bits, which
    /// ends at 3.5 deviations as sensors' noise may.
    double normal(long i, long j) {
        long b = bits(i, j);
        long sum = (b & 0xFFFF) + (b >>> 16 & 0xFFFF) + (b >>> 32 & 0xFFFF) + (b >>> 48);
        return (sum - 2 * 65535.0) * (1.7320508075688772 / 65536); // deviation of one of them: 65536 / sqrt(12)
    }

    /// Smooth in [-1, 1] with features of size 1: numbers of the lattice, joined by a polynomial of fifth
    /// order.
    double at(double x, double y) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        long i = (long) fx;
        long j = (long) fy;
        double u = fade(x - fx);
        double v = fade(y - fy);
        double top = mix(lattice(i, j), lattice(i + 1, j), u);
        double bottom = mix(lattice(i, j + 1), lattice(i + 1, j + 1), u);
        return mix(top, bottom, v);
    }

    /// Octaves of [#at], each of half the size and half the height, turned against the one before so that
    /// the lattice does not show. About [-1, 1].
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double height = 1;
        double total = 0;
        double px = x;
        double py = y;
        for (int octave = 0; octave < octaves; octave++) {
            sum += height * at(px, py);
            total += height;
            height /= 2;
            double next = 2 * (0.8 * px - 0.6 * py) + 17.3;
            py = 2 * (0.6 * px + 0.8 * py) + 41.7;
            px = next;
        }
        return sum / total * 1.4;
    }

    private double lattice(long i, long j) {
        return (bits(i, j) >> 11) * 0x1p-52;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    /// 0 below `from`, 1 above `to`, smooth between.
    static double step(double from, double to, double value) {
        double t = Math.clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
