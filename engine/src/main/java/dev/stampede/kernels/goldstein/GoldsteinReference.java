package dev.stampede.kernels.goldstein;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.util.Arrays;

/// The definition, window by window; transforms are sums of sines and cosines from one table.
final class GoldsteinReference implements Goldstein {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void filter(ComplexMatrix cells, int size, double alpha, ComplexMatrix out) {
        Goldstein.require(cells, out);
        var rows = GoldsteinWindows.along(cells.rows(), size);
        var cols = GoldsteinWindows.along(cells.cols(), size);
        var window = new Window(Goldstein.padded(size), size);
        var sumRe = new double[cells.rows() * cells.cols()];
        var sumIm = new double[sumRe.length];
        for (int p = 0; p < rows.count(); p++) {
            for (int q = 0; q < cols.count(); q++) {
                window.load(cells, rows.start()[p], cols.start()[q]);
                window.transform(1);
                window.sharpen(alpha);
                window.transform(-1);
                window.add(sumRe, sumIm, cells.rows(), rows, p, cols, q);
            }
        }
        finish(cells, sumRe, sumIm, out);
    }

    /// `out` gets the modulus of `cells` and the angle of the sums.
    static void finish(ComplexMatrix cells, double[] sumRe, double[] sumIm, ComplexMatrix out) {
        for (int i = 0; i < sumRe.length; i++) {
            double modulus = Math.hypot(cells.re().get((long) i), cells.im().get((long) i));
            double angle = Math.atan2(sumIm[i], sumRe[i]);
            out.re().set((long) i, (float) (modulus * Math.cos(angle)));
            out.im().set((long) i, (float) (modulus * Math.sin(angle)));
        }
    }

    /// One padded window; element (r, c) at `r + c * side`.
    private static final class Window {
        private final int side;
        private final int size;
        private final double[] re;
        private final double[] im;
        private final double[] spareRe;
        private final double[] spareIm;
        private final double[] cos;
        private final double[] sin;

        Window(int side, int size) {
            this.side = side;
            this.size = size;
            re = new double[side * side];
            im = new double[side * side];
            spareRe = new double[side * side];
            spareIm = new double[side * side];
            cos = new double[side];
            sin = new double[side];
            for (int k = 0; k < side; k++) {
                cos[k] = Math.cos(2 * Math.PI * k / side);
                sin[k] = Math.sin(2 * Math.PI * k / side);
            }
        }

        void load(ComplexMatrix cells, int row, int col) {
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            for (int c = 0; c < size; c++) {
                for (int r = 0; r < size; r++) {
                    float x = cells.re().get(row + r, col + c);
                    float y = cells.im().get(row + r, col + c);
                    if (x == x && y == y) {
                        re[r + c * side] = x;
                        im[r + c * side] = y;
                    }
                }
            }
        }

        /// Forward for `sign` 1; backward, scaled by 1 / side^2, for -1. Columns, then rows.
        void transform(int sign) {
            for (int c = 0; c < side; c++) {
                line(c * side, 1, sign);
            }
            for (int r = 0; r < side; r++) {
                line(r, side, sign);
            }
            for (int i = 0; sign < 0 && i < re.length; i++) {
                re[i] /= side * side;
                im[i] /= side * side;
            }
        }

        private void line(int first, int stride, int sign) {
            for (int f = 0; f < side; f++) {
                double x = 0;
                double y = 0;
                for (int k = 0; k < side; k++) {
                    int turn = f * k % side;
                    double c = cos[turn];
                    double s = -sign * sin[turn];
                    double a = re[first + k * stride];
                    double b = im[first + k * stride];
                    x += a * c - b * s;
                    y += a * s + b * c;
                }
                spareRe[f] = x;
                spareIm[f] = y;
            }
            for (int f = 0; f < side; f++) {
                re[first + f * stride] = spareRe[f];
                im[first + f * stride] = spareIm[f];
            }
        }

        /// Multiplies the spectrum by its own smoothed, normalised modulus to the power alpha.
        void sharpen(double alpha) {
            var h = smoothedModulus();
            double median = median(h.clone());
            for (int i = 0; i < h.length; i++) {
                double gain = Math.pow(median == 0 ? h[i] : h[i] / median, alpha);
                re[i] *= gain;
                im[i] *= gain;
            }
        }

        /// Smoothing runs over the spectrum with frequency zero in the middle, so bins at opposite ends of the
        /// ordinary order are neighbours and nothing lies beyond the highest frequencies.
        private double[] smoothedModulus() {
            int half = side / 2;
            var h = new double[side * side];
            for (int c = 0; c < side; c++) {
                for (int r = 0; r < side; r++) {
                    double sum = 0;
                    for (int dc = -HALF_TAPS; dc <= HALF_TAPS; dc++) {
                        for (int dr = -HALF_TAPS; dr <= HALF_TAPS; dr++) {
                            int rr = (r + half) % side + dr;
                            int cc = (c + half) % side + dc;
                            if (rr >= 0 && rr < side && cc >= 0 && cc < side) {
                                int at = (rr + side - half) % side + (cc + side - half) % side * side;
                                sum += Goldstein.tap(dr) * Goldstein.tap(dc) * Math.hypot(re[at], im[at]);
                            }
                        }
                    }
                    h[r + c * side] = sum;
                }
            }
            return h;
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            int half = values.length / 2;
            return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
        }

        void add(
                double[] sumRe,
                double[] sumIm,
                int gridRows,
                GoldsteinWindows rows,
                int p,
                GoldsteinWindows cols,
                int q) {
            for (int c = cols.shift()[q]; c < size; c++) {
                for (int r = rows.shift()[p]; r < size; r++) {
                    double w = GoldsteinWindows.pyramid(r - rows.shift()[p], c - cols.shift()[q], size);
                    int at = rows.start()[p] + r + (cols.start()[q] + c) * gridRows;
                    sumRe[at] += re[r + c * side] * w;
                    sumIm[at] += im[r + c * side] * w;
                }
            }
        }
    }
}
