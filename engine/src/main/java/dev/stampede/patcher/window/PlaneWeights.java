package dev.stampede.patcher.window;

import java.util.Arrays;

/// A weight for each cell, row by row. The array is shared with the caller, who must not change it.
public record PlaneWeights(int rows, int cols, double[] values) implements Weights {
    /// @throws IllegalArgumentException if there are not `rows x cols` values
    public PlaneWeights {
        if (values.length != (long) rows * cols) {
            throw new IllegalArgumentException(values.length + " weights cannot fill " + rows + " x " + cols);
        }
    }

    @Override
    public double get(int row, int col) {
        return values[row * cols + col];
    }

    @Override
    public PlaneWeights part(int row, int col, int rows, int cols) {
        Weights.requireInside(this, row, col, rows, cols);
        if (rows == rows() && cols == cols()) {
            return this;
        }
        var part = new double[rows * cols];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, (row + r) * this.cols + col, part, r * cols, cols);
        }
        return new PlaneWeights(rows, cols, part);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaneWeights that
                && rows == that.rows
                && cols == that.cols
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "weights " + rows + " x " + cols;
    }
}
