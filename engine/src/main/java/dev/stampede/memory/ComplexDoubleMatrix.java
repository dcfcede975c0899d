package dev.stampede.memory;

import java.lang.foreign.Arena;

/// Double-precision complex values as two planes of equal shape, the real and the imaginary part.
///
/// Lanes of a SIMD kernel run down a column of both planes at the same offset; no shuffles are needed.
public record ComplexDoubleMatrix(DoubleMatrix re, DoubleMatrix im) {
    /// @throws IllegalArgumentException if the two planes differ in shape
    public ComplexDoubleMatrix {
        if (re.rows() != im.rows() || re.cols() != im.cols()) {
            throw new IllegalArgumentException("real part is [" + re.rows() + ", " + re.cols() + "], imaginary part ["
                    + im.rows() + ", " + im.cols() + "]");
        }
    }

    /// A new zero-filled matrix owned by `arena`.
    public static ComplexDoubleMatrix allocate(Arena arena, int rows, int cols) {
        return new ComplexDoubleMatrix(
                DoubleMatrix.allocate(arena, rows, cols), DoubleMatrix.allocate(arena, rows, cols));
    }

    public int rows() {
        return re.rows();
    }

    public int cols() {
        return re.cols();
    }

    public void set(int row, int col, double real, double imaginary) {
        re.set(row, col, real);
        im.set(row, col, imaginary);
    }

    /// Columns `from` (inclusive) to `to` (exclusive), borrowed.
    public ComplexDoubleMatrix viewColumns(int from, int to) {
        return new ComplexDoubleMatrix(re.viewColumns(from, to), im.viewColumns(from, to));
    }

    public ComplexDoubleMatrix copy(Arena arena) {
        return new ComplexDoubleMatrix(re.copy(arena), im.copy(arena));
    }

    public ComplexDoubleMatrix copyRows(Arena arena, int[] rowIndex) {
        return new ComplexDoubleMatrix(re.copyRows(arena, rowIndex), im.copyRows(arena, rowIndex));
    }

    public ComplexDoubleMatrix copyColumns(Arena arena, int[] colIndex) {
        return new ComplexDoubleMatrix(re.copyColumns(arena, colIndex), im.copyColumns(arena, colIndex));
    }
}
