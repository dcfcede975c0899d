package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.PlaneRows;
import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;
import java.util.List;

/// A Gaussian from the pixels about each pixel. Lives as long as the raster it is of. Keeps the rows of the
/// window it was last asked for, so it is for one thread at a time and for pixels in order.
public final class WindowBackground implements Background {
    private final List<Plane> planes;
    private final int rows;
    private final int cols;
    private final AdaptiveWindowBackground settings;
    private final double[][] held; // row of the raster modulo the window: band after band
    private final int[] heldRow;

    WindowBackground(List<Plane> planes, int rows, int cols, AdaptiveWindowBackground settings) {
        this.planes = planes;
        this.rows = rows;
        this.cols = cols;
        this.settings = settings;
        this.held = new double[Math.max(settings.window(), 1)][];
        this.heldRow = new int[held.length];
        Arrays.fill(heldRow, -1);
    }

    @Override
    public int bands() {
        return planes.size();
    }

    @Override
    public int[] grid() {
        return new int[] {rows, cols};
    }

    private double[] row(int row) {
        int slot = row % held.length;
        if (heldRow[slot] != row) {
            if (held[slot] == null) {
                held[slot] = new double[planes.size() * cols];
            }
            for (int b = 0; b < planes.size(); b++) {
                PlaneRows.load(planes.get(b), row, 0, cols, held[slot], b * cols);
            }
            heldRow[slot] = row;
        }
        return held[slot];
    }

    /// Where fewer than two pixels of the window are whole: a mean of NaN, so that the result is NaN.
    @Override
    public GaussianBackground at(int row, int col) {
        int c = planes.size();
        int half = settings.window() / 2;
        var sample = new double[settings.window() * settings.window()][];
        int n = 0;
        for (int dr = -half; dr <= half; dr++) {
            int r = settings.boundary().index(row + dr, rows);
            if (r < 0) {
                continue;
            }
            var values = row(r);
            for (int dc = -half; dc <= half; dc++) {
                int q = settings.boundary().index(col + dc, cols);
                if (q >= 0 && isWhole(values, q, c)) {
                    sample[n] = new double[c];
                    for (int b = 0; b < c; b++) {
                        sample[n][b] = values[b * cols + q];
                    }
                    n++;
                }
            }
        }
        return n < 2 ? GaussianBackground.of(nan(c), SmallMatrix.identity(c)) : gaussian(sample, n, c);
    }

    private static double[] nan(int c) {
        var mean = new double[c];
        Arrays.fill(mean, Double.NaN);
        return mean;
    }

    private boolean isWhole(double[] values, int col, int c) {
        for (int b = 0; b < c; b++) {
            if (!Double.isFinite(values[b * cols + col])) {
                return false;
            }
        }
        return true;
    }

    private GaussianBackground gaussian(double[][] sample, int n, int c) {
        var mean = new double[c];
        for (int k = 0; k < n; k++) {
            for (int b = 0; b < c; b++) {
                mean[b] += sample[k][b] / n;
            }
        }
        var cov = new SmallMatrix(c, c);
        double trace = 0;
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < c; i++) {
                double off = sample[k][i] - mean[i];
                trace += off * off;
                for (int j = 0; j < c; j++) {
                    cov.set(j, i, cov.get(j, i) + off * (sample[k][j] - mean[j]));
                }
            }
        }
        double level = trace / c / n;
        double keep = (1 - settings.shrinkage()) / n;
        for (int i = 0; i < c; i++) {
            for (int j = 0; j < c; j++) {
                cov.set(j, i, cov.get(j, i) * keep);
            }
            cov.set(i, i, cov.get(i, i) + (level > 0 ? settings.shrinkage() * level : 1));
        }
        return GaussianBackground.of(mean, cov);
    }
}
