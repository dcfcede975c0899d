package dev.stampede.insar.synth;

/// Random numbers as a function of a key: the same (seed, stream, index) always gives the same number, so
/// any order or split of the work gives the same scene. The mixing is the finaliser of SplitMix64 (Steele,
/// Lea and Flood 2014, doi:10.1145/2660193.2660195), applied twice.
final class KeyedRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;

    KeyedRandom(long seed, long stream) {
        key = mix(mix(seed * GOLDEN + 1) + stream * GOLDEN);
    }

    /// Uniform in (0, 1).
    double uniform(long index) {
        return ((mix(key + index * GOLDEN) >>> 11) + 0.5) * 0x1p-53;
    }

    /// Radius of the pair of independent normal numbers number `index` (Box and Muller 1958).
    double radius(long index) {
        return Math.sqrt(-2 * Math.log(uniform(2 * index)));
    }

    /// Angle of that pair, rad.
    double angle(long index) {
        return 2 * Math.PI * uniform(2 * index + 1);
    }

    /// One standard normal number.
    double normal(long index) {
        return radius(index) * Math.cos(angle(index));
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
