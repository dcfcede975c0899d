package dev.stampede.kernels.fft;

import java.util.ArrayList;
import java.util.List;

/// The factors and roots of unity of a transform of one length. Immutable; shared by all threads.
///
/// A length is split into passes of radix 5, 3, 2, 4 and 8 (any other prime as it is), the largest power of
/// two last, because the last pass needs no twiddle factors.
public final class FftPlan {
    /// Columns of a work plane come in groups of this many, whatever the vector width.
    public static final int COLUMN_GROUP = 8;

    /// Longest transform. Rounding errors grow with the logarithm of the length only; the limit keeps tables
    /// small.
    public static final int MAX_LENGTH = 1024;

    private final int length;
    private final Pass[] passes;

    /// One pass of a self-sorting transform.
    ///
    /// @param radix  r, the length of its butterflies
    /// @param groups m, the number of distinct twiddle sets
    /// @param stride s, rows between consecutive elements of a butterfly's output
    /// @param twiddle `[m][r]` pairs (cos, -sin) of 2 pi p k / (r m), flattened
    /// @param root   `[r]` pairs (cos, -sin) of 2 pi k / r, for radices without a butterfly of their own
    record Pass(int radix, int groups, int stride, double[] twiddle, double[] root) {}

    /// @throws IllegalArgumentException if `length` is not between 1 and [#MAX_LENGTH]
    public FftPlan(int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("transform length is " + length + ", needs 1 to " + MAX_LENGTH);
        }
        this.length = length;
        var list = new ArrayList<Pass>();
        int rest = length;
        int stride = 1;
        for (int radix : factors(length)) {
            rest /= radix;
            list.add(new Pass(radix, rest, stride, twiddles(radix, rest), roots(radix)));
            stride *= radix;
        }
        this.passes = list.toArray(Pass[]::new);
    }

    public int length() {
        return length;
    }

    /// Columns of a work plane that holds the whole transform: the length rounded up to [#COLUMN_GROUP],
    /// and one group more for multiples of 64, whose rows would otherwise compete for the same few lines of
    /// the first-level cache (twice the time, measured).
    public int stride() {
        int padded = paddedColumns(length);
        return padded % 64 == 0 ? padded + COLUMN_GROUP : padded;
    }

    /// `columns` rounded up to [#COLUMN_GROUP].
    public static int paddedColumns(int columns) {
        return (columns + COLUMN_GROUP - 1) / COLUMN_GROUP * COLUMN_GROUP;
    }

    /// Work planes large enough for [Fft2d].
    public WorkPlanes newPlanes() {
        return new WorkPlanes(stride() * stride());
    }

    Pass[] passes() {
        return passes;
    }

    private static List<Integer> factors(int length) {
        var factors = new ArrayList<Integer>();
        int twos = Integer.numberOfTrailingZeros(length);
        int rest = length >> twos;
        for (int p : new int[] {5, 3}) {
            for (; rest % p == 0; rest /= p) {
                factors.add(p);
            }
        }
        for (int p = 7; rest > 1; p += 2) {
            for (; rest % p == 0; rest /= p) {
                factors.add(p);
            }
        }
        switch (twos % 3) {
            case 1 -> factors.addAll(twos == 1 ? List.of(2) : List.of(4, 4));
            case 2 -> factors.add(4);
            default -> {}
        }
        int eights = twos % 3 == 1 ? Math.max(0, (twos - 4) / 3) : twos / 3;
        for (int i = 0; i < eights; i++) {
            factors.add(8);
        }
        return factors;
    }

    /// Row p holds exp(-2 pi i p k / (groups radix)), k = 0 .. radix-1.
    private static double[] twiddles(int radix, int groups) {
        var table = new double[2 * radix * groups];
        for (int p = 0; p < groups; p++) {
            for (int k = 0; k < radix; k++) {
                putRoot(table, p * radix + k, p * k, groups * radix);
            }
        }
        return table;
    }

    /// Row k holds exp(-2 pi i k / radix).
    private static double[] roots(int radix) {
        var table = new double[2 * radix];
        for (int k = 0; k < radix; k++) {
            putRoot(table, k, k, radix);
        }
        return table;
    }

    private static void putRoot(double[] table, int slot, int turn, int n) {
        double angle = 2 * Math.PI * (turn % n) / n;
        table[2 * slot] = Math.cos(angle);
        table[2 * slot + 1] = -Math.sin(angle);
    }
}
