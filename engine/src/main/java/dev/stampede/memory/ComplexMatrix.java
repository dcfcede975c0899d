package dev.stampede.memory;

import java.lang.foreign.Arena;

/// Single-precision complex values as two planes of equal shape, the real and the imaginary part.
///
/// Lanes of a SIMD kernel run down a column of both planes at the same offset; no shuffles are needed.
public record ComplexMatrix(FloatMatrix re, FloatMatrix im) {
    /// @throws IllegalArgumentException if the two planes differ in shape
    public ComplexMatrix {
        if (re.rows() != im.rows() || re.cols() != im.cols()) {
            throw new IllegalArgumentException("real part is [" + re.rows() + ", " + re.cols() + "], imaginary part ["
                    + im.rows() + ", " + im.cols() + "]");
        }
    }

    /// A new zero-filled matrix owned by `arena`.
    public static ComplexMatrix allocate(Arena arena, int rows, int cols) {
        return new ComplexMatrix(FloatMatrix.allocate(arena, rows, cols), FloatMatrix.allocate(arena, rows, cols));
    }

    public int rows() {
        return re.rows();
    }

    public int cols() {
        return re.cols();
    }

    public void set(int row, int col, double real, double imaginary) {
        re.set(row, col, (float) real);
        im.set(row, col, (float) imaginary);
    }

    /// Columns `from` (inclusive) to `to` (exclusive), borrowed.
    public ComplexMatrix viewColumns(int from, int to) {
        return new ComplexMatrix(re.viewColumns(from, to), im.viewColumns(from, to));
    }

    /// Takes one column out of both planes; see [FloatMatrix#removeColumn].
    public ComplexMatrix removeColumn(int col) {
        return new ComplexMatrix(re.removeColumn(col), im.removeColumn(col));
    }

    public ComplexMatrix copy(Arena arena) {
        return new ComplexMatrix(re.copy(arena), im.copy(arena));
    }

    public ComplexMatrix copyRows(Arena arena, int[] rowIndex) {
        return new ComplexMatrix(re.copyRows(arena, rowIndex), im.copyRows(arena, rowIndex));
    }

    public ComplexMatrix copyColumns(Arena arena, int[] colIndex) {
        return new ComplexMatrix(re.copyColumns(arena, colIndex), im.copyColumns(arena, colIndex));
    }
}
