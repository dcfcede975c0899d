package dev.stampede.patcher;

/// Rows and columns of a patch, each at least 1.
public record PatchSize(int rows, int cols) {
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

    @Override
    public String toString() {
        return rows + " x " + cols;
    }
}
