package dev.stampede.patcher;

import dev.stampede.operators.core.ConfigValue;

/// Rows and columns from one anchor to the next, each at least 1.
public record PatchStep(int rows, int cols) implements ConfigValue {
    /// @throws IllegalArgumentException if the next anchor would not be another
    public PatchStep {
        if (rows < 1 || cols < 1) {
            throw new IllegalArgumentException("step is " + rows + " x " + cols + ", needs at least 1 x 1");
        }
    }

    /// The same in both directions.
    public static PatchStep of(int both) {
        return new PatchStep(both, both);
    }

    /// A number, or `[rows, columns]`.
    @Override
    public Object toConfig() {
        return Extent.toConfig(rows, cols);
    }

    /// @throws IllegalArgumentException unless it is a number or two
    public static PatchStep fromConfig(Object value) {
        var extent = Extent.fromConfig(value);
        return new PatchStep(extent.rows(), extent.cols());
    }

    @Override
    public String toString() {
        return rows + " x " + cols;
    }
}
