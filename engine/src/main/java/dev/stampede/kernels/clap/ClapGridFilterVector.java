package dev.stampede.kernels.clap;

import static dev.stampede.kernels.Lanes.F64;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Windows along the columns of the grid, one strip of columns after another. The weighted sums live in a
/// ring of as many columns as a window has; a column leaves it for the output when no later window reaches
/// it, so the double precision sums of the whole grid are never held.
final class ClapGridFilterVector implements ClapGridFilter {
    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void filter(ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to) {
        if (settings.window() < ClapSpectrumVector.LEAST_WINDOW) {
            new ClapGridFilterReference().filter(grid, ni, nj, settings, out, from, to);
            return;
        }
        ClapGridFilter.require(grid, ni, nj, settings, out, from, to);
        var strip = new Strip(ni, nj, settings);
        for (int f = from; f < to; f++) {
            strip.filter(grid, out, f);
        }
    }

    private static final class Strip {
        private static final int L = F64.length();

        private final int ni;
        private final int nj;
        private final int data;
        private final int step;
        private final int width;
        private final ClapSpectrumVector spectrum;
        private final double[] weight;
        private final double[] ringRe;
        private final double[] ringIm;

        Strip(int ni, int nj, ClapSettings settings) {
            this.ni = ni;
            this.nj = nj;
            data = settings.dataWindow();
            step = settings.step();
            spectrum = new ClapSpectrumVector(settings);
            width = FftPlan.paddedColumns(data);
            weight = weights(data);
            ringRe = new double[data * ni];
            ringIm = new double[data * ni];
        }

        /// Row c holds the weights of column c of a window, behind as many zeros: a window that was moved
        /// back by d rows starts d places earlier.
        private static double[] weights(int data) {
            var table = new double[2 * data * data];
            for (int c = 0; c < data; c++) {
                for (int r = 0; r < data; r++) {
                    table[(2 * c + 1) * data + r] = Math.min(r, data - 1 - r) + Math.min(c, data - 1 - c) + 1e-6;
                }
            }
            return table;
        }

        void filter(ComplexMatrix grid, ComplexMatrix out, int f) {
            int windowsI = (ni + step - 1) / step - 3;
            int windowsJ = (nj + step - 1) / step - 3;
            Arrays.fill(ringRe, 0);
            Arrays.fill(ringIm, 0);
            int done = 0;
            for (int b = 0; b < windowsJ; b++) {
                int j0 = Math.min(b * step, nj - data);
                flush(out, f, done, j0);
                done = j0;
                for (int a = 0; a < windowsI; a++) {
                    int i0 = Math.min(a * step, ni - data);
                    load(grid, f, i0, j0);
                    spectrum.analyse(width);
                    spectrum.synthesise(width);
                    add(i0, j0, a * step - i0, b * step - j0);
                }
            }
            flush(out, f, done, nj);
        }

        private void load(ComplexMatrix grid, int f, int i0, int j0) {
            var window = spectrum.window;
            if (width > data) {
                Arrays.fill(window.re(), 0, data * width, 0);
                Arrays.fill(window.im(), 0, data * width, 0);
            }
            for (int c = 0; c < data; c++) {
                long offset = grid.re().offset(i0 + (j0 + c) * ni, f);
                spectrum.loadRow(grid.re().segment(), grid.im().segment(), offset, data, c * width);
            }
            int end = spectrum.plan.length() * width;
            Arrays.fill(window.re(), data * width, end, 0);
            Arrays.fill(window.im(), data * width, end, 0);
        }

        private void add(int i0, int j0, int shiftI, int shiftJ) {
            for (int c = shiftJ; c < data; c++) {
                int ring = (j0 + c) % data * ni + i0;
                int weights = (2 * (c - shiftJ) + 1) * data - shiftI;
                addRow(spectrum.window.re(), c * width, weight, weights, data, ringRe, ring);
                addRow(spectrum.window.im(), c * width, weight, weights, data, ringIm, ring);
            }
        }

        private static void addRow(double[] x, int from, double[] w, int weights, int count, double[] sum, int to) {
            int bound = F64.loopBound(count);
            for (int k = 0; k < bound; k += L) {
                DoubleVector.fromArray(F64, x, from + k)
                        .mul(DoubleVector.fromArray(F64, w, weights + k))
                        .add(DoubleVector.fromArray(F64, sum, to + k))
                        .intoArray(sum, to + k);
            }
            for (int k = bound; k < count; k++) {
                sum[to + k] += x[from + k] * w[weights + k];
            }
        }

        /// Columns `[from, to)` are final: to the output with them, and their places in the ring are free
        /// again.
        private void flush(ComplexMatrix out, int f, int from, int to) {
            for (int j = from; j < to; j++) {
                int ring = j % data * ni;
                long offset = out.re().offset(j * ni, f);
                flushColumn(ringRe, ring, ni, out.re().segment(), offset);
                flushColumn(ringIm, ring, ni, out.im().segment(), offset);
                Arrays.fill(ringRe, ring, ring + ni, 0);
                Arrays.fill(ringIm, ring, ring + ni, 0);
            }
        }

        private static void flushColumn(double[] sum, int from, int count, MemorySegment out, long offset) {
            int bound = F64.loopBound(count);
            for (int k = 0; k < bound; k += L) {
                var x = (FloatVector)
                        DoubleVector.fromArray(F64, sum, from + k).convertShape(VectorOperators.D2F, Lanes.F32_HALF, 0);
                x.intoMemorySegment(out, offset + 4L * k, ByteOrder.LITTLE_ENDIAN);
            }
            for (int k = bound; k < count; k++) {
                out.set(FloatMatrix.LAYOUT, offset + 4L * k, (float) sum[from + k]);
            }
        }
    }
}
