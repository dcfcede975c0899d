package dev.stampede.kernels.goldstein;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import dev.stampede.kernels.fft.WorkPlanes;
import dev.stampede.memory.ComplexMatrix;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Window by window with the vectorised transforms. Windows are held transposed, grid columns as rows, because
/// those are contiguous; the filter is symmetric in the two axes. The transforms are left unscaled: only angles
/// of the sums count. Windows whose padded side is odd take the reference path.
final class GoldsteinVector implements Goldstein {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final int STEP = F64.length();

    private final Fft2d fft =
            (Fft2d) Fft2d.FAMILY.variants().get(Backend.VECTOR).get();
    private final SmoothedMagnitude magnitude = (SmoothedMagnitude)
            SmoothedMagnitude.FAMILY.variants().get(Backend.VECTOR).get();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void filter(ComplexMatrix cells, int size, double alpha, ComplexMatrix out) {
        if (Goldstein.padded(size) % 2 != 0) {
            new GoldsteinReference().filter(cells, size, alpha, out);
            return;
        }
        Goldstein.require(cells, out);
        var rows = GoldsteinWindows.along(cells.rows(), size);
        var cols = GoldsteinWindows.along(cells.cols(), size);
        var window = new Window(size);
        var sumRe = new double[cells.rows() * cells.cols()];
        var sumIm = new double[sumRe.length];
        for (int p = 0; p < rows.count(); p++) {
            for (int q = 0; q < cols.count(); q++) {
                if (window.load(cells, rows.start()[p], cols.start()[q])) {
                    window.filter(alpha);
                    window.add(sumRe, sumIm, cells.rows(), rows, p, cols, q);
                }
            }
        }
        finish(cells, sumRe, sumIm, out);
    }

    private static void finish(ComplexMatrix cells, double[] sumRe, double[] sumIm, ComplexMatrix out) {
        for (int i = 0; i < sumRe.length; i++) {
            double x = cells.re().get((long) i);
            double y = cells.im().get((long) i);
            double modulus = Math.sqrt(x * x + y * y);
            double sum = Math.sqrt(sumRe[i] * sumRe[i] + sumIm[i] * sumIm[i]);
            out.re().set((long) i, (float) (sum == 0 ? modulus : modulus * (sumRe[i] / sum)));
            out.im().set((long) i, (float) (sum == 0 ? 0 : modulus * (sumIm[i] / sum)));
        }
    }

    /// Work space of one window.
    private final class Window {
        private final int size;
        private final FftPlan plan;
        private final int width;
        private final WorkPlanes space;
        private final WorkPlanes spectrum;
        private final double[] gain;
        private final double[] scratch;
        private final double[] pyramid;

        Window(int size) {
            this.size = size;
            plan = new FftPlan(Goldstein.padded(size));
            width = FftPlan.paddedColumns(size);
            space = plan.newPlanes();
            spectrum = plan.newPlanes();
            gain = new double[SmoothedMagnitude.resultSize(plan)];
            scratch = new double[SmoothedMagnitude.scratchSize(plan)];
            pyramid = new double[size * size];
            for (int c = 0; c < size; c++) {
                for (int r = 0; r < size; r++) {
                    pyramid[r + c * size] = GoldsteinWindows.pyramid(r, c, size);
                }
            }
        }

        /// Fills the window; returns whether it holds anything but zeros.
        boolean load(ComplexMatrix cells, int row, int col) {
            Arrays.fill(space.re(), 0);
            Arrays.fill(space.im(), 0);
            boolean any = false;
            for (int c = 0; c < size; c++) {
                for (int r = 0; r < size; r++) {
                    float x = cells.re().get(row + r, col + c);
                    float y = cells.im().get(row + r, col + c);
                    if (x == x && y == y && (x != 0 || y != 0)) {
                        space.re()[c * width + r] = x;
                        space.im()[c * width + r] = y;
                        any = true;
                    }
                }
            }
            return any;
        }

        void filter(double alpha) {
            fft.forward(plan, width, space, spectrum);
            double median = magnitude.run(plan, spectrum, gain, scratch);
            powers(gain, median == 0 ? 1 : 1 / median, alpha);
            int n = plan.length();
            for (int v = 0; v < n; v++) {
                multiply(spectrum.re(), v * plan.stride(), gain, v * n, n);
                multiply(spectrum.im(), v * plan.stride(), gain, v * n, n);
            }
            fft.inverse(plan, width, spectrum, space);
        }

        void add(
                double[] sumRe,
                double[] sumIm,
                int gridRows,
                GoldsteinWindows rows,
                int p,
                GoldsteinWindows cols,
                int q) {
            int top = rows.shift()[p];
            int left = cols.shift()[q];
            for (int c = left; c < size; c++) {
                int at = rows.start()[p] + top + (cols.start()[q] + c) * gridRows;
                int weights = (c - left) * size;
                addTimes(space.re(), c * width + top, pyramid, weights, sumRe, at, size - top);
                addTimes(space.im(), c * width + top, pyramid, weights, sumIm, at, size - top);
            }
        }
    }

    /// `x = (scale x)^alpha`; the exponent is at most a few hundred in size for any spectrum of
    /// single-precision data.
    private static void powers(double[] x, double scale, double alpha) {
        int body = x.length / STEP * STEP;
        for (int i = 0; i < body; i += STEP) {
            var base = DoubleVector.fromArray(F64, x, i).mul(scale).max(Double.MIN_NORMAL);
            MathVector.exp(MathVector.log(base).mul(alpha).max(-700)).intoArray(x, i);
        }
        for (int i = body; i < x.length; i++) {
            x[i] = Math.pow(x[i] * scale, alpha);
        }
    }

    private static void multiply(double[] x, int at, double[] gain, int from, int count) {
        int body = count / STEP * STEP;
        for (int i = 0; i < body; i += STEP) {
            DoubleVector.fromArray(F64, x, at + i)
                    .mul(DoubleVector.fromArray(F64, gain, from + i))
                    .intoArray(x, at + i);
        }
        for (int i = body; i < count; i++) {
            x[at + i] *= gain[from + i];
        }
    }

    private static void addTimes(
            double[] x, int from, double[] weight, int weightFrom, double[] sum, int at, int count) {
        int body = count / STEP * STEP;
        for (int i = 0; i < body; i += STEP) {
            DoubleVector.fromArray(F64, x, from + i)
                    .mul(DoubleVector.fromArray(F64, weight, weightFrom + i))
                    .add(DoubleVector.fromArray(F64, sum, at + i))
                    .intoArray(sum, at + i);
        }
        for (int i = body; i < count; i++) {
            sum[at + i] += x[from + i] * weight[weightFrom + i];
        }
    }
}
