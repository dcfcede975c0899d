package dev.stampede.kernels.goldstein;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Low-pass of one gridded interferogram in the windows of [Goldstein]: what is smooth over a whole window.
///
///     S   = fft2(window padded with zeros to F x F)
///     sum[window] += ifft2(S L)[1..n, 1..n] w         L = l l', l = F-point Gaussian of 16 standard deviations,
///                                                     frequency zero at element F / 2 + 1; w = pyramid
///     out = |cell| exp(i angle(sum))
///
/// | name  | shape        | dtype | meaning                                      |
/// |-------|--------------|-------|----------------------------------------------|
/// | cells | [rows, cols] | c64   | sums of phasors; 0 = empty, `NaN` counts as 0 |
/// | out   | [rows, cols] | c64   | modulus of `cells`; 0 where that is 0         |
///
/// The response is the same for all windows and separable, so that the two transforms are one complex n x n
/// matrix applied from both sides. With F even the Gaussian is centred half a frequency below zero, as in
/// StaMPS. Accumulation: f64. Cost: 2 n^3 complex multiply-adds per window; there is only the reference.
/// Threads: stateless; different interferograms may run in parallel.
public interface GridLowPass extends Kernel {
    String ID = "stage6_grid_low_pass";

    KernelFamily<GridLowPass> FAMILY = KernelFamily.of(ID, GridLowPass.class, Reference::new);

    @Override
    default String id() {
        return ID;
    }

    /// @param size of a window, n
    /// @throws IllegalArgumentException if the shapes differ or a side is shorter than a window
    void filter(ComplexMatrix cells, int size, ComplexMatrix out);

    /// The definition.
    final class Reference implements GridLowPass {
        private static final double STANDARD_DEVIATIONS = 16;

        @Override
        public Backend backend() {
            return Backend.REFERENCE;
        }

        @Override
        public void filter(ComplexMatrix cells, int size, ComplexMatrix out) {
            Goldstein.require(cells, out);
            var rows = GoldsteinWindows.along(cells.rows(), size);
            var cols = GoldsteinWindows.along(cells.cols(), size);
            var window = new Window(size);
            var sumRe = new double[cells.rows() * cells.cols()];
            var sumIm = new double[sumRe.length];
            for (int p = 0; p < rows.count(); p++) {
                for (int q = 0; q < cols.count(); q++) {
                    window.load(cells, rows.start()[p], cols.start()[q]);
                    window.apply();
                    window.add(sumRe, sumIm, cells.rows(), rows, p, cols, q);
                }
            }
            GoldsteinReference.finish(cells, sumRe, sumIm, out);
        }

        /// One window; element (r, c) at `r + c * size`.
        private static final class Window {
            private final int size;
            /// Response from element b to element a along one axis, at `a + b * size`.
            private final double[] responseRe;
            private final double[] responseIm;
            private final double[] re;
            private final double[] im;
            private final double[] halfRe;
            private final double[] halfIm;

            Window(int size) {
                this.size = size;
                responseRe = new double[size * size];
                responseIm = new double[size * size];
                re = new double[size * size];
                im = new double[size * size];
                halfRe = new double[size * size];
                halfIm = new double[size * size];
                fillResponse();
            }

            private void fillResponse() {
                int side = Goldstein.padded(size);
                double middle = (side - 1) / 2.0;
                for (int k = 0; k < side; k++) {
                    double x = STANDARD_DEVIATIONS * (k - middle) / middle;
                    double weight = Math.exp(-0.5 * x * x) / side;
                    int frequency = Math.floorMod(k - side / 2, side);
                    for (int b = 0; b < size; b++) {
                        for (int a = 0; a < size; a++) {
                            double turn = 2 * Math.PI * Math.floorMod(frequency * (a - b), side) / side;
                            responseRe[a + b * size] += weight * Math.cos(turn);
                            responseIm[a + b * size] += weight * Math.sin(turn);
                        }
                    }
                }
            }

            void load(ComplexMatrix cells, int row, int col) {
                for (int c = 0; c < size; c++) {
                    for (int r = 0; r < size; r++) {
                        float x = cells.re().get(row + r, col + c);
                        float y = cells.im().get(row + r, col + c);
                        boolean valid = x == x && y == y;
                        re[r + c * size] = valid ? x : 0;
                        im[r + c * size] = valid ? y : 0;
                    }
                }
            }

            /// Rows, transposed, twice.
            void apply() {
                alongRows(re, im, halfRe, halfIm);
                alongRows(halfRe, halfIm, re, im);
            }

            /// `out[c, a] = sum_b response[a, b] in[b, c]`.
            private void alongRows(double[] inRe, double[] inIm, double[] outRe, double[] outIm) {
                var columnRe = new double[size];
                var columnIm = new double[size];
                for (int c = 0; c < size; c++) {
                    java.util.Arrays.fill(columnRe, 0);
                    java.util.Arrays.fill(columnIm, 0);
                    for (int b = 0; b < size; b++) {
                        double x = inRe[b + c * size];
                        double y = inIm[b + c * size];
                        for (int a = 0; a < size; a++) {
                            double u = responseRe[a + b * size];
                            double v = responseIm[a + b * size];
                            columnRe[a] += x * u - y * v;
                            columnIm[a] += x * v + y * u;
                        }
                    }
                    for (int a = 0; a < size; a++) {
                        outRe[c + a * size] = columnRe[a];
                        outIm[c + a * size] = columnIm[a];
                    }
                }
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
                        sumRe[at] += re[r + c * size] * w;
                        sumIm[at] += im[r + c * size] * w;
                    }
                }
            }
        }
    }
}
