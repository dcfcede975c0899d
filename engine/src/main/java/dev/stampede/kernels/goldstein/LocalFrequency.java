package dev.stampede.kernels.goldstein;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// The strongest frequency of the phase in windows of one gridded interferogram, and how far it stands out.
///
///     S      = |fft2(window)|
///     peak   = first element of the largest S, column by column
///     row    = 2 pi / n times the signed number of the peak's row, in [-pi, pi)     col likewise
///     stands = S(peak) / mean(S)
///
/// | name          | shape        | dtype | unit     | meaning                                        |
/// |---------------|--------------|-------|----------|------------------------------------------------|
/// | cells         | [rows, cols] | c64   | –        | 0 = empty, `NaN` counts as 0                   |
/// | row, col      | [windows]    | f64   | rad/cell | rise of the phase from one cell to the next    |
/// | stands        | [windows]    | f64   | –        | `NaN` with fewer than [#FEWEST_CELLS] cells    |
///
/// Accumulation: f64. Cost: 2 n^3 complex multiply-adds per window; there is only the reference. Threads:
/// stateless. Source: behaviour of StaMPS with `unwrap_spatial_cost_func_flag`; its column frequency has
/// the opposite sign.
public interface LocalFrequency extends Kernel {
    String ID = "stage6_local_frequency";

    /// Occupied cells a window needs.
    int FEWEST_CELLS = 6;

    KernelFamily<LocalFrequency> FAMILY = KernelFamily.of(ID, LocalFrequency.class, Reference::new);

    /// One value per window, window (p, q) at `p + q * rowStart.length`.
    record Result(double[] row, double[] col, double[] stands) {
        static Result of(int windows) {
            return new Result(new double[windows], new double[windows], new double[windows]);
        }
    }

    @Override
    default String id() {
        return ID;
    }

    /// @param size     of a window, n
    /// @param rowStart first row of the windows, within the grid with all of the window
    /// @param colStart first column
    Result of(ComplexMatrix cells, int size, int[] rowStart, int[] colStart);

    /// The definition.
    final class Reference implements LocalFrequency {
        @Override
        public Backend backend() {
            return Backend.REFERENCE;
        }

        @Override
        public Result of(ComplexMatrix cells, int size, int[] rowStart, int[] colStart) {
            var result = Result.of(rowStart.length * colStart.length);
            var window = new Window(size);
            for (int q = 0; q < colStart.length; q++) {
                for (int p = 0; p < rowStart.length; p++) {
                    int at = p + q * rowStart.length;
                    if (window.load(cells, rowStart[p], colStart[q]) < FEWEST_CELLS) {
                        result.stands[at] = Double.NaN;
                        continue;
                    }
                    window.transform();
                    window.peak(result, at);
                }
            }
            return result;
        }

        /// One window; element (r, c) at `r + c * size`.
        private static final class Window {
            private final int size;
            private final double[] re;
            private final double[] im;
            private final double[] halfRe;
            private final double[] halfIm;
            private final double[] cos;
            private final double[] sin;

            Window(int size) {
                this.size = size;
                re = new double[size * size];
                im = new double[size * size];
                halfRe = new double[size * size];
                halfIm = new double[size * size];
                cos = new double[size];
                sin = new double[size];
                for (int k = 0; k < size; k++) {
                    cos[k] = Math.cos(2 * Math.PI * k / size);
                    sin[k] = Math.sin(2 * Math.PI * k / size);
                }
            }

            int load(ComplexMatrix cells, int row, int col) {
                int occupied = 0;
                for (int c = 0; c < size; c++) {
                    for (int r = 0; r < size; r++) {
                        float x = cells.re().get(row + r, col + c);
                        float y = cells.im().get(row + r, col + c);
                        boolean valid = x == x && y == y;
                        re[r + c * size] = valid ? x : 0;
                        im[r + c * size] = valid ? y : 0;
                        occupied += valid && (x != 0 || y != 0) ? 1 : 0;
                    }
                }
                return occupied;
            }

            /// Columns, transposed, twice.
            void transform() {
                columns(re, im, halfRe, halfIm);
                columns(halfRe, halfIm, re, im);
            }

            private void columns(double[] inRe, double[] inIm, double[] outRe, double[] outIm) {
                for (int c = 0; c < size; c++) {
                    for (int f = 0; f < size; f++) {
                        double x = 0;
                        double y = 0;
                        for (int k = 0; k < size; k++) {
                            double a = inRe[k + c * size];
                            double b = inIm[k + c * size];
                            int turn = f * k % size;
                            x += a * cos[turn] + b * sin[turn];
                            y += b * cos[turn] - a * sin[turn];
                        }
                        outRe[c + f * size] = x;
                        outIm[c + f * size] = y;
                    }
                }
            }

            void peak(Result result, int at) {
                double sum = 0;
                double highest = -1;
                int best = 0;
                for (int i = 0; i < re.length; i++) {
                    double modulus = Math.hypot(re[i], im[i]);
                    sum += modulus;
                    if (modulus > highest) {
                        highest = modulus;
                        best = i;
                    }
                }
                result.row[at] = signed(best % size) * 2 * Math.PI / size;
                result.col[at] = signed(best / size) * 2 * Math.PI / size;
                result.stands[at] = highest / (sum / re.length);
            }

            private int signed(int frequency) {
                return (frequency + size / 2) % size - size / 2;
            }
        }
    }
}
