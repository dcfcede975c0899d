package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;

/// The definition: the whole block is filtered, one value is used.
final class ClapCellFilterReference implements ClapCellFilter {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void filter(
            Grid grid, ClapSettings settings, int blanked, int[] cells, ComplexMatrix out, int from, int to) {
        ClapCellFilter.require(grid, cells, out, from, to);
        int n = settings.window();
        var response = new ClapResponse(settings);
        var re = new double[n * n];
        var im = new double[n * n];
        for (int k = from; k < to; k++) {
            int i = cells[k] % grid.ni();
            int j = cells[k] / grid.ni();
            int i0 = blockStart(i, n, grid.ni());
            int j0 = blockStart(j, n, grid.nj());
            for (int f = 0; f < out.cols(); f++) {
                if (i0 < 0 || j0 < 0) {
                    out.set(k, f, 0, 0);
                    continue;
                }
                load(grid, f, n, i0, j0, re, im);
                blank(re, im, n, i - i0, j - j0, f == 0 ? blanked : 0);
                response.filter(re, im);
                out.set(k, f, re[(j - j0) * n + i - i0], im[(j - j0) * n + i - i0]);
            }
        }
    }

    /// First cell of the block along one axis; negative when the grid is too small.
    static int blockStart(int cell, int n, int cells) {
        int start = Math.max(cell - n / 2, 0);
        return Math.min(start, cells - n);
    }

    private static void load(Grid grid, int f, int n, int i0, int j0, double[] re, double[] im) {
        var values = grid.values();
        for (int c = 0; c < n; c++) {
            for (int r = 0; r < n; r++) {
                int cell = i0 + r + (j0 + c) * grid.ni();
                float x = values.re().get(cell, f);
                float y = values.im().get(cell, f);
                boolean none = Float.isNaN(x) || Float.isNaN(y);
                re[c * n + r] = none ? 0 : x;
                im[c * n + r] = none ? 0 : y;
            }
        }
    }

    private static void blank(double[] re, double[] im, int n, int row, int col, int half) {
        for (int c = Math.max(0, col - half); c <= Math.min(n - 1, col + half); c++) {
            for (int r = Math.max(0, row - half); r <= Math.min(n - 1, row + half); r++) {
                re[c * n + r] = 0;
                im[c * n + r] = 0;
            }
        }
    }
}
