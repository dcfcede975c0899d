package dev.stampede.patcher.window;

import java.util.Arrays;

/// `weight[row, col] = down[row] * across[col]`. The arrays are shared with the caller, who must not
/// change them.
public record SeparableWeights(double[] down, double[] across) implements Weights {
    @Override
    public int rows() {
        return down.length;
    }

    @Override
    public int cols() {
        return across.length;
    }

    @Override
    public double get(int row, int col) {
        return down[row] * across[col];
    }

    @Override
    public SeparableWeights part(int row, int col, int rows, int cols) {
        Weights.requireInside(this, row, col, rows, cols);
        if (rows == rows() && cols == cols()) {
            return this;
        }
        return new SeparableWeights(
                Arrays.copyOfRange(down, row, row + rows), Arrays.copyOfRange(across, col, col + cols));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeparableWeights that
                && Arrays.equals(down, that.down)
                && Arrays.equals(across, that.across);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(down) + Arrays.hashCode(across);
    }

    @Override
    public String toString() {
        return "weights " + rows() + " x " + cols();
    }
}
