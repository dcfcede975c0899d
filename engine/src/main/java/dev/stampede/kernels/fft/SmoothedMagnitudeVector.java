package dev.stampede.kernels.fft;

import static dev.stampede.kernels.Lanes.F64;

import dev.stampede.kernels.Backend;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// The two-dimensional window is a product, so seven taps along each axis do. Three sweeps: magnitudes with
/// the rows in order of frequency, taps across rows with the columns put in order of frequency and zeros on
/// both sides, taps along the rows with both axes put back.
///
/// Each sweep works down a strip of columns one vector wide. Where half the width is no whole number of
/// vectors, the last strip overlaps the one before, so there are neither masks nor scalar tails; windows
/// narrower than two vectors take the reference path.
final class SmoothedMagnitudeVector implements SmoothedMagnitude {
    private static final int L = F64.length();
    private static final double G1 = TAPS[1];
    private static final double G2 = TAPS[2];
    private static final double G3 = TAPS[3];

    private final SmoothedMagnitudeReference small = new SmoothedMagnitudeReference();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public double run(FftPlan plan, WorkPlanes spectrum, double[] outSmoothed, double[] scratch) {
        int n = plan.length();
        if (n < 2 * L) {
            return small.run(plan, spectrum, outSmoothed, scratch);
        }
        SmoothedMagnitude.check(plan, spectrum, outSmoothed, scratch);
        int half = n / 2;
        int wide = n + 6;
        int lines = (n + 6) * n;
        Arrays.fill(scratch, 0, 3 * n, 0);
        Arrays.fill(scratch, (n + 3) * n, lines, 0);
        for (int c = 0; c < n; c = nextStrip(c, n)) {
            int from = half * plan.stride() + c;
            magnitudes(spectrum.re(), spectrum.im(), from, plan.stride(), half, scratch, 3 * n + c, n);
            magnitudes(spectrum.re(), spectrum.im(), c, plan.stride(), half, scratch, (3 + half) * n + c, n);
        }
        for (int v = 0; v < n; v++) {
            Arrays.fill(scratch, lines + v * wide, lines + v * wide + 3, 0);
            Arrays.fill(scratch, lines + v * wide + 3 + n, lines + v * wide + 6 + n, 0);
        }
        for (int c = 0; c < half; c = nextStrip(c, half)) {
            acrossRows(scratch, half + c, n, n, lines + 3 + c, wide);
            acrossRows(scratch, c, n, n, lines + 3 + half + c, wide);
        }
        for (int c = 0; c < half; c = nextStrip(c, half)) {
            alongRows(scratch, lines + c, wide, half, outSmoothed, half * n + half + c, n);
            alongRows(scratch, lines + half + c, wide, half, outSmoothed, half * n + c, n);
            alongRows(scratch, lines + half * wide + c, wide, half, outSmoothed, half + c, n);
            alongRows(scratch, lines + half * wide + half + c, wide, half, outSmoothed, c, n);
        }
        return MedianVector.ofEvenCount(outSmoothed, n * n);
    }

    /// First column of the strip after the one at `c` in a row of `width`; `width` when there is none.
    private static int nextStrip(int c, int width) {
        return c + L >= width ? width : Math.min(c + L, width - L);
    }

    private static void magnitudes(
            double[] re, double[] im, int from, int fromStride, int rows, double[] out, int to, int toStride) {
        for (int r = 0; r < rows; r++) {
            var x = DoubleVector.fromArray(F64, re, from + r * fromStride);
            var y = DoubleVector.fromArray(F64, im, from + r * fromStride);
            x.mul(x).add(y.mul(y)).lanewise(VectorOperators.SQRT).intoArray(out, to + r * toStride);
        }
    }

    /// Row r of the output from rows r .. r+6 of the input.
    private static void acrossRows(double[] s, int from, int n, int rows, int to, int toStride) {
        for (int r = 0; r < rows; r++) {
            int at = from + r * n;
            var g0 = DoubleVector.fromArray(F64, s, at + 3 * n);
            var g1 = DoubleVector.fromArray(F64, s, at + 2 * n).add(DoubleVector.fromArray(F64, s, at + 4 * n));
            var g2 = DoubleVector.fromArray(F64, s, at + n).add(DoubleVector.fromArray(F64, s, at + 5 * n));
            var g3 = DoubleVector.fromArray(F64, s, at).add(DoubleVector.fromArray(F64, s, at + 6 * n));
            g3.mul(G3).add(g2.mul(G2)).add(g1.mul(G1)).add(g0).intoArray(s, to + r * toStride);
        }
    }

    /// Column c of the output from columns c .. c+6 of the input.
    private static void alongRows(double[] s, int from, int fromStride, int rows, double[] out, int to, int toStride) {
        for (int r = 0; r < rows; r++) {
            int at = from + r * fromStride;
            var g0 = DoubleVector.fromArray(F64, s, at + 3);
            var g1 = DoubleVector.fromArray(F64, s, at + 2).add(DoubleVector.fromArray(F64, s, at + 4));
            var g2 = DoubleVector.fromArray(F64, s, at + 1).add(DoubleVector.fromArray(F64, s, at + 5));
            var g3 = DoubleVector.fromArray(F64, s, at).add(DoubleVector.fromArray(F64, s, at + 6));
            g3.mul(G3).add(g2.mul(G2)).add(g1.mul(G1)).add(g0).intoArray(out, to + r * toStride);
        }
    }
}
