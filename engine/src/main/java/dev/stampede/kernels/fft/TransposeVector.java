package dev.stampede.kernels.fft;

import static dev.stampede.kernels.Lanes.F64;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/// Transposition of arrays of doubles in blocks of 8 x 8 (registers of 8 lanes) or element by element
/// otherwise.
final class TransposeVector {
    private static final int L = F64.length();

    // Halves of two registers: lanes >= 8 mean "from the second one".
    private static final VectorShuffle<Double> LOW_1 = shuffle(0, 8, 2, 10, 4, 12, 6, 14);
    private static final VectorShuffle<Double> HIGH_1 = shuffle(1, 9, 3, 11, 5, 13, 7, 15);
    private static final VectorShuffle<Double> LOW_2 = shuffle(0, 1, 8, 9, 4, 5, 12, 13);
    private static final VectorShuffle<Double> HIGH_2 = shuffle(2, 3, 10, 11, 6, 7, 14, 15);
    private static final VectorShuffle<Double> LOW_4 = shuffle(0, 1, 2, 3, 8, 9, 10, 11);
    private static final VectorShuffle<Double> HIGH_4 = shuffle(4, 5, 6, 7, 12, 13, 14, 15);

    private TransposeVector() {}

    /// `out[c * outStride + r] = in[r * inStride + c]` for r < rows, c < columns; both multiples of 8.
    static void run(double[] in, int rows, int columns, int inStride, double[] out, int outStride) {
        for (int r = 0; r < rows; r += 8) {
            for (int c = 0; c < columns; c += 8) {
                if (L == 8) {
                    block(in, r * inStride + c, inStride, out, c * outStride + r, outStride);
                } else {
                    scalarBlock(in, r * inStride + c, inStride, out, c * outStride + r, outStride);
                }
            }
        }
    }

    private static void scalarBlock(double[] in, int from, int inStride, double[] out, int to, int outStride) {
        for (int r = 0; r < 8; r++) {
            for (int c = 0; c < 8; c++) {
                out[to + c * outStride + r] = in[from + r * inStride + c];
            }
        }
    }

    private static void block(double[] in, int from, int s, double[] out, int to, int d) {
        var a0 = load(in, from);
        var a1 = load(in, from + s);
        var a2 = load(in, from + 2 * s);
        var a3 = load(in, from + 3 * s);
        var b0 = a0.rearrange(LOW_1, a1);
        var b1 = a0.rearrange(HIGH_1, a1);
        var b2 = a2.rearrange(LOW_1, a3);
        var b3 = a2.rearrange(HIGH_1, a3);
        var c0 = b0.rearrange(LOW_2, b2);
        var c1 = b1.rearrange(LOW_2, b3);
        var c2 = b0.rearrange(HIGH_2, b2);
        var c3 = b1.rearrange(HIGH_2, b3);
        a0 = load(in, from + 4 * s);
        a1 = load(in, from + 5 * s);
        a2 = load(in, from + 6 * s);
        a3 = load(in, from + 7 * s);
        b0 = a0.rearrange(LOW_1, a1);
        b1 = a0.rearrange(HIGH_1, a1);
        b2 = a2.rearrange(LOW_1, a3);
        b3 = a2.rearrange(HIGH_1, a3);
        var e0 = b0.rearrange(LOW_2, b2);
        var e1 = b1.rearrange(LOW_2, b3);
        var e2 = b0.rearrange(HIGH_2, b2);
        var e3 = b1.rearrange(HIGH_2, b3);
        c0.rearrange(LOW_4, e0).intoArray(out, to);
        c1.rearrange(LOW_4, e1).intoArray(out, to + d);
        c2.rearrange(LOW_4, e2).intoArray(out, to + 2 * d);
        c3.rearrange(LOW_4, e3).intoArray(out, to + 3 * d);
        c0.rearrange(HIGH_4, e0).intoArray(out, to + 4 * d);
        c1.rearrange(HIGH_4, e1).intoArray(out, to + 5 * d);
        c2.rearrange(HIGH_4, e2).intoArray(out, to + 6 * d);
        c3.rearrange(HIGH_4, e3).intoArray(out, to + 7 * d);
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(F64, x, at);
    }

    /// Out-of-range indices select from the second operand of a two-vector rearrangement.
    private static VectorShuffle<Double> shuffle(int... lanes) {
        return L == 8 ? VectorShuffle.fromValues(F64, lanes) : null;
    }
}
