package dev.stampede.operators.restore;

import dev.stampede.linalg.Medians;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Slice;

/// Statistics of each column of a plane; NaN is left out, and a column without values has NaN.
final class Columns {
    /// Columns sorted at a time, so that rows are read in pieces that stay in the cache.
    private static final int BLOCK = 64;

    private Columns() {}

    /// @param means per column
    /// @param stds  population deviations per column
    record Moments(double[] means, double[] stds) {}

    /// Two passes, rows from the first to the last.
    static Moments moments(ArrayView plane) {
        int cols = plane.size(1);
        var line = new double[cols];
        var count = new double[cols];
        var mean = new double[cols];
        for (int row = 0; row < plane.size(0); row++) {
            Lines.read(plane, row, line, 0);
            for (int c = 0; c < cols; c++) {
                boolean valid = line[c] == line[c];
                count[c] += valid ? 1 : 0;
                mean[c] += valid ? line[c] : 0;
            }
        }
        for (int c = 0; c < cols; c++) {
            mean[c] /= count[c];
        }
        var std = new double[cols];
        for (int row = 0; row < plane.size(0); row++) {
            Lines.read(plane, row, line, 0);
            for (int c = 0; c < cols; c++) {
                double off = line[c] == line[c] ? line[c] - mean[c] : 0;
                std[c] += off * off;
            }
        }
        for (int c = 0; c < cols; c++) {
            std[c] = Math.sqrt(std[c] / count[c]);
        }
        return new Moments(mean, std);
    }

    static double[] medians(ArrayView plane) {
        int rows = plane.size(0);
        int cols = plane.size(1);
        var medians = new double[cols];
        var block = new double[BLOCK][rows];
        var line = new double[BLOCK];
        for (int from = 0; from < cols; from += BLOCK) {
            int width = Math.min(BLOCK, cols - from);
            var part = plane.slice(1, Slice.range(from, from + width));
            var count = new int[width];
            for (int row = 0; row < rows; row++) {
                Lines.read(part, row, line, 0);
                for (int c = 0; c < width; c++) {
                    if (line[c] == line[c]) {
                        block[c][count[c]++] = line[c];
                    }
                }
            }
            for (int c = 0; c < width; c++) {
                medians[from + c] = Medians.of(block[c], count[c]);
            }
        }
        return medians;
    }
}
