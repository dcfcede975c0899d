package dev.stampede.patcher.window;

/// The weights of one patch.
public sealed interface Weights permits SeparableWeights, PlaneWeights {
    int rows();

    int cols();

    double get(int row, int col);

    /// A part of them; its first cell is (row, col).
    /// @throws IllegalArgumentException if it reaches beyond
    Weights part(int row, int col, int rows, int cols);

    /// All of them, row by row.
    default double[] toArray() {
        var all = new double[Math.multiplyExact(rows(), cols())];
        for (int row = 0; row < rows(); row++) {
            for (int col = 0; col < cols(); col++) {
                all[row * cols() + col] = get(row, col);
            }
        }
        return all;
    }

    /// The check both kinds share.
    /// @throws IllegalArgumentException naming both sizes
    static void requireInside(Weights all, int row, int col, int rows, int cols) {
        if (row < 0 || col < 0 || rows < 1 || cols < 1 || row + rows > all.rows() || col + cols > all.cols()) {
            throw new IllegalArgumentException("weights are " + all.rows() + " x " + all.cols() + "; asked for " + rows
                    + " x " + cols + " from row " + row + ", column " + col);
        }
    }
}
