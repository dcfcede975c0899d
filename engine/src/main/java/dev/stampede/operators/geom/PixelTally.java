package dev.stampede.operators.geom;

import dev.stampede.raster.ArrayView;

/// A statistic of the values that come to lie in each pixel, on the heap: 12 bytes a pixel.
final class PixelTally {
    private final Statistic statistic;
    private final int cols;
    private final double[] sum; // or the least or largest so far
    private final int[] count;

    /// @throws ArithmeticException if there are more than 2^31 pixels
    PixelTally(Statistic statistic, int rows, int cols) {
        this.statistic = statistic;
        this.cols = cols;
        this.sum = new double[Math.multiplyExact(rows, cols)];
        this.count = new int[sum.length];
    }

    void add(int row, int col, double value) {
        int at = row * cols + col;
        sum[at] = count[at]++ == 0
                ? value
                : switch (statistic) {
                    case MIN -> Math.min(sum[at], value);
                    case MAX -> Math.max(sum[at], value);
                    default -> sum[at] + value;
                };
    }

    /// Fills rows and columns: where no value came, counts and sums are 0, other statistics NaN.
    void write(ArrayView out) {
        for (int at = 0; at < sum.length; at++) {
            double made = switch (statistic) {
                case COUNT -> count[at];
                case SUM -> sum[at];
                case MEAN -> sum[at] / count[at]; // NaN for 0 / 0
                default -> count[at] == 0 ? Double.NaN : sum[at];
            };
            out.set(made, at / cols, at % cols);
        }
    }
}
