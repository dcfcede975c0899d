package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.util.Arrays;

/// The definition: one window after another with a plain transform.
final class ClapGridFilterReference implements ClapGridFilter {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void filter(ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to) {
        ClapGridFilter.require(grid, ni, nj, settings, out, from, to);
        for (int f = from; f < to; f++) {
            new Interferogram(grid, ni, nj, settings, f).filterInto(out);
        }
    }

    private static final class Interferogram {
        private final ComplexMatrix grid;
        private final int ni;
        private final int nj;
        private final int f;
        private final int n;
        private final int data;
        private final int step;
        private final ClapResponse response;
        private final double[] windowRe;
        private final double[] windowIm;
        private final double[] sumRe;
        private final double[] sumIm;

        Interferogram(ComplexMatrix grid, int ni, int nj, ClapSettings settings, int f) {
            this.grid = grid;
            this.ni = ni;
            this.nj = nj;
            this.f = f;
            n = settings.window();
            data = settings.dataWindow();
            step = settings.step();
            response = new ClapResponse(settings);
            windowRe = new double[n * n];
            windowIm = new double[n * n];
            sumRe = new double[ni * nj];
            sumIm = new double[ni * nj];
        }

        void filterInto(ComplexMatrix out) {
            int windowsI = (ni + step - 1) / step - 3;
            int windowsJ = (nj + step - 1) / step - 3;
            for (int a = 0; a < windowsI; a++) {
                for (int b = 0; b < windowsJ; b++) {
                    int shiftI = Math.max(0, a * step + data - ni);
                    int shiftJ = Math.max(0, b * step + data - nj);
                    window(a * step - shiftI, b * step - shiftJ, shiftI, shiftJ);
                }
            }
            for (int cell = 0; cell < sumRe.length; cell++) {
                out.set(cell, f, sumRe[cell], sumIm[cell]);
            }
        }

        private void window(int i0, int j0, int shiftI, int shiftJ) {
            Arrays.fill(windowRe, 0);
            Arrays.fill(windowIm, 0);
            for (int c = 0; c < data; c++) {
                for (int r = 0; r < data; r++) {
                    float re = grid.re().get(i0 + r + (j0 + c) * ni, f);
                    float im = grid.im().get(i0 + r + (j0 + c) * ni, f);
                    boolean none = Float.isNaN(re) || Float.isNaN(im);
                    windowRe[c * n + r] = none ? 0 : re;
                    windowIm[c * n + r] = none ? 0 : im;
                }
            }
            response.filter(windowRe, windowIm);
            for (int c = shiftJ; c < data; c++) {
                for (int r = shiftI; r < data; r++) {
                    double weight = pyramid(r - shiftI) + pyramid(c - shiftJ) + 1e-6;
                    int cell = i0 + r + (j0 + c) * ni;
                    sumRe[cell] += windowRe[c * n + r] * weight;
                    sumIm[cell] += windowIm[c * n + r] * weight;
                }
            }
        }

        private int pyramid(int k) {
            return Math.min(k, data - 1 - k);
        }
    }
}
