package dev.stampede.kernels.clap;

import static dev.stampede.kernels.Lanes.F64;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import jdk.incubator.vector.DoubleVector;

/// A forward transform per block; of the inverse only the one value that is wanted, a sum over the spectrum.
final class ClapCellFilterVector implements ClapCellFilter {
    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void filter(
            Grid grid, ClapSettings settings, int blanked, int[] cells, ComplexMatrix out, int from, int to) {
        if (settings.window() < ClapSpectrumVector.LEAST_WINDOW) {
            new ClapCellFilterReference().filter(grid, settings, blanked, cells, out, from, to);
            return;
        }
        ClapCellFilter.require(grid, cells, out, from, to);
        var block = new Block(grid, settings);
        for (int k = from; k < to; k++) {
            int i = cells[k] % grid.ni();
            int j = cells[k] / grid.ni();
            int i0 = ClapCellFilterReference.blockStart(i, settings.window(), grid.ni());
            int j0 = ClapCellFilterReference.blockStart(j, settings.window(), grid.nj());
            for (int f = 0; f < out.cols(); f++) {
                if (i0 < 0 || j0 < 0) {
                    out.set(k, f, 0, 0);
                } else {
                    block.filter(f, i0, j0, i - i0, j - j0, f == 0 ? blanked : 0);
                    out.set(k, f, block.re, block.im);
                }
            }
        }
    }

    private static final class Block {
        private static final int L = F64.length();

        private final Grid grid;
        private final int n;
        private final int width;
        private final ClapSpectrumVector spectrum;
        private final double[] cos;
        private final double[] sin;
        private final double[] lanes = new double[L];

        /// The value at the cell, after [#filter].
        double re;

        double im;

        Block(Grid grid, ClapSettings settings) {
            this.grid = grid;
            n = settings.window();
            spectrum = new ClapSpectrumVector(settings);
            width = spectrum.plan.stride();
            cos = new double[n * n];
            sin = new double[n * n];
            for (int r = 0; r < n; r++) {
                for (int u = 0; u < n; u++) {
                    cos[r * n + u] = Math.cos(2 * Math.PI * (r * u % n) / n);
                    sin[r * n + u] = Math.sin(2 * Math.PI * (r * u % n) / n);
                }
            }
        }

        void filter(int f, int i0, int j0, int row, int col, int blanked) {
            var values = grid.values();
            for (int c = 0; c < n; c++) {
                long offset = values.re().offset(i0 + (j0 + c) * grid.ni(), f);
                spectrum.loadRow(values.re().segment(), values.im().segment(), offset, n, c * width);
                for (int k = n; k < width; k++) {
                    spectrum.window.re()[c * width + k] = 0;
                    spectrum.window.im()[c * width + k] = 0;
                }
            }
            for (int c = Math.max(0, col - blanked); c <= Math.min(n - 1, col + blanked); c++) {
                for (int r = Math.max(0, row - blanked); r <= Math.min(n - 1, row + blanked); r++) {
                    spectrum.window.re()[c * width + r] = 0;
                    spectrum.window.im()[c * width + r] = 0;
                }
            }
            spectrum.analyse(width);
            valueAt(row, col);
        }

        /// `sum_v e(v row) sum_u e(u col) S[v, u] G[v, u]` with e(x) = exp(2 pi i x / n), a strip of u at a
        /// time.
        private void valueAt(int row, int col) {
            re = 0;
            im = 0;
            int bound = F64.loopBound(n);
            for (int u = 0; u < bound; u += L) {
                strip(row * n, col * n + u, u);
            }
            for (int u = bound; u < n; u++) {
                for (int v = 0; v < n; v++) {
                    term(cos[row * n + v], sin[row * n + v], cos[col * n + u], sin[col * n + u], v, u);
                }
            }
        }

        private void strip(int rowPhase, int colPhase, int u) {
            double[] x = spectrum.spectrum.re();
            double[] y = spectrum.spectrum.im();
            double[] g = spectrum.response();
            int stride = spectrum.plan.stride();
            var sumRe = DoubleVector.zero(F64);
            var sumIm = sumRe;
            for (int v = 0; v < n; v++) {
                var h = DoubleVector.fromArray(F64, g, v * n + u);
                var a = DoubleVector.fromArray(F64, x, v * stride + u).mul(h);
                var b = DoubleVector.fromArray(F64, y, v * stride + u).mul(h);
                double c = cos[rowPhase + v];
                double s = sin[rowPhase + v];
                sumRe = sumRe.add(a.mul(c)).sub(b.mul(s));
                sumIm = sumIm.add(b.mul(c)).add(a.mul(s));
            }
            var c = DoubleVector.fromArray(F64, cos, colPhase);
            var s = DoubleVector.fromArray(F64, sin, colPhase);
            // Lane by lane: the order of the reduction of the Vector API is not specified.
            sumRe.mul(c).sub(sumIm.mul(s)).intoArray(lanes, 0);
            for (double lane : lanes) {
                re += lane;
            }
            sumRe.mul(s).add(sumIm.mul(c)).intoArray(lanes, 0);
            for (double lane : lanes) {
                im += lane;
            }
        }

        private void term(double cosRow, double sinRow, double cosCol, double sinCol, int v, int u) {
            int at = v * spectrum.plan.stride() + u;
            double h = spectrum.response()[v * n + u];
            double c = cosRow * cosCol - sinRow * sinCol;
            double s = cosRow * sinCol + sinRow * cosCol;
            re += h * (spectrum.spectrum.re()[at] * c - spectrum.spectrum.im()[at] * s);
            im += h * (spectrum.spectrum.re()[at] * s + spectrum.spectrum.im()[at] * c);
        }
    }
}
