package dev.stampede.patcher;

/// Rows and columns from one anchor to the next, each at least 1.
public record PatchStep(int rows, int cols) {
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

    @Override
    public String toString() {
        return rows + " x " + cols;
    }
}
