package dev.stampede.patcher;

import dev.stampede.operators.core.ConfigValue;

/// Rows and columns of a patch, each at least 1.
public record PatchSize(int rows, int cols) implements ConfigValue {
    /// @throws IllegalArgumentException if it holds no pixel
    public PatchSize {
        if (rows < 1 || cols < 1) {
            throw new IllegalArgumentException("size is " + rows + " x " + cols + ", needs at least 1 x 1");
        }
    }

    /// A square.
    public static PatchSize of(int side) {
        return new PatchSize(side, side);
    }

    /// A number, or `[rows, columns]`.
    @Override
    public Object toConfig() {
        return Extent.toConfig(rows, cols);
    }

    /// @throws IllegalArgumentException unless it is a number or two
    public static PatchSize fromConfig(Object value) {
        var extent = Extent.fromConfig(value);
        return new PatchSize(extent.rows(), extent.cols());
    }

    @Override
    public String toString() {
        return rows + " x " + cols;
    }
}
