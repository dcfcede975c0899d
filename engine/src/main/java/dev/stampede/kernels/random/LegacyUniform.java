package dev.stampede.kernels.random;

/// The uniform numbers MATLAB draws after `rand('state', seed)`: subtract-with-borrow on 32 doubles, its
/// fraction bits mixed with a 32-bit shift register. Not thread-safe; draws are inherently sequential.
///
/// Seed 0 starts 0.9501, 0.2311, 0.6068, 0.4860, the classic sequence.
/// Source: Marsaglia and Zaman (1991), doi:10.1214/aoap/1177005878.
public final class LegacyUniform {
    private static final int WORDS = 32;
    private static final double LAST_BIT = 0x1p-53;
    private static final long FRACTION = (1L << 52) - 1;

    private final double[] state = new double[WORDS];
    private int next;
    private double borrow;
    private int register;

    /// @param seed any 32-bit value; 0 counts as 2^31
    public LegacyUniform(long seed) {
        register = seed == 0 ? 1 << 31 : (int) seed;
        int shift = register;
        for (int k = 0; k < WORDS; k++) {
            long bits = 0;
            for (int b = 0; b < 53; b++) {
                shift = shifted(shift);
                bits = bits << 1 | shift >>> 19 & 1;
            }
            state[k] = bits * LAST_BIT;
        }
    }

    /// Draws numbers in (0, 1) for all of `out`.
    public void fill(double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = next();
        }
    }

    /// The next number, in (0, 1).
    public double next() {
        double x = state[next + 20 & 31] - state[next + 5 & 31] - borrow;
        if (x < 0) {
            x += 1;
            borrow = LAST_BIT;
        } else {
            borrow = 0;
        }
        state[next] = x;
        next = next + 1 & 31;
        int low = register;
        int high = shifted(low);
        register = high;
        long mask = ((long) high << 32 & FRACTION) ^ low & 0xffffffffL;
        return x == 0 ? mask * LAST_BIT : Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ mask);
    }

    private static int shifted(int v) {
        v ^= v << 13;
        v ^= v >>> 17;
        return v ^ v << 5;
    }
}
