package dev.stampede.operators.feature;

import dev.stampede.kernels.filter.LineSource;
import dev.stampede.kernels.filter.SeparableFilter;

/// Slopes by Sobel's sums, `(1, 2, 1)` across `(-1, 0, 1)`: eight times the slope of a plane. The nearest pixel
/// stands outside the border; NaN spoils its neighbours.
final class Sobel {
    private static final double[] SMOOTH = {1, 2, 1};
    private static final double[] STEP = {-1, 0, 1};

    private Sobel() {}

    static double[] alongRows(int rows, int cols, LineSource source) {
        return filtered(rows, cols, SMOOTH, STEP, source);
    }

    static double[] alongColumns(int rows, int cols, LineSource source) {
        return filtered(rows, cols, STEP, SMOOTH, source);
    }

    static double[] filtered(int rows, int cols, double[] down, double[] across, LineSource source) {
        var out = new double[Math.multiplyExact(rows, cols)];
        SeparableFilter.run(
                rows, cols, down, across, source, (row, line) -> System.arraycopy(line, 0, out, row * cols, cols));
        return out;
    }

    static LineSource source(double[] values, int cols) {
        return (row, out, at) -> System.arraycopy(values, row * cols, out, at, cols);
    }
}
