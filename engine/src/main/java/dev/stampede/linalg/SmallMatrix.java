package dev.stampede.linalg;

import java.util.Arrays;

/// A small dense matrix on the Java heap, column-major; element (r, c) is `values()[r + c * rows()]`.
public final class SmallMatrix {
    private final int rows;
    private final int cols;
    private final double[] values;

    /// A zero matrix.
    public SmallMatrix(int rows, int cols) {
        this(rows, cols, new double[Math.multiplyExact(rows, cols)]);
    }

    /// Takes over `values`, column-major.
    /// @throws IllegalArgumentException if their number does not fit
    public SmallMatrix(int rows, int cols, double[] values) {
        if (values.length != rows * cols) {
            throw new IllegalArgumentException(values.length + " values cannot fill [" + rows + ", " + cols + "]");
        }
        this.rows = rows;
        this.cols = cols;
        this.values = values;
    }

    public static SmallMatrix identity(int n) {
        var unit = new double[n];
        Arrays.fill(unit, 1);
        return diagonal(unit);
    }

    public static SmallMatrix diagonal(double... diagonal) {
        var m = new SmallMatrix(diagonal.length, diagonal.length);
        for (int i = 0; i < diagonal.length; i++) {
            m.set(i, i, diagonal[i]);
        }
        return m;
    }

    /// A matrix with the given columns, all of one length.
    public static SmallMatrix ofColumns(double[]... columns) {
        int rows = columns.length == 0 ? 0 : columns[0].length;
        var m = new SmallMatrix(rows, columns.length);
        for (int c = 0; c < columns.length; c++) {
            if (columns[c].length != rows) {
                throw new IllegalArgumentException(
                        "column 1 has " + rows + " values, column " + (c + 1) + " " + columns[c].length);
            }
            System.arraycopy(columns[c], 0, m.values, c * rows, rows);
        }
        return m;
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /// The backing array, column-major; not a copy.
    public double[] values() {
        return values;
    }

    public double get(int row, int col) {
        return values[row + col * rows];
    }

    public void set(int row, int col, double value) {
        values[row + col * rows] = value;
    }

    public double[] row(int row) {
        var out = new double[cols];
        for (int c = 0; c < cols; c++) {
            out[c] = get(row, c);
        }
        return out;
    }

    public double[] column(int col) {
        return Arrays.copyOfRange(values, col * rows, (col + 1) * rows);
    }

    public SmallMatrix copy() {
        return new SmallMatrix(rows, cols, values.clone());
    }

    public SmallMatrix transpose() {
        var t = new SmallMatrix(cols, rows);
        for (int c = 0; c < cols; c++) {
            for (int r = 0; r < rows; r++) {
                t.set(c, r, get(r, c));
            }
        }
        return t;
    }

    /// The rows and columns of the given zero-based indices, in that order.
    public SmallMatrix select(int[] rowIndex, int[] colIndex) {
        var out = new SmallMatrix(rowIndex.length, colIndex.length);
        for (int c = 0; c < colIndex.length; c++) {
            for (int r = 0; r < rowIndex.length; r++) {
                out.set(r, c, get(rowIndex[r], colIndex[c]));
            }
        }
        return out;
    }

    /// The matrix product; sums run left to right.
    public SmallMatrix times(SmallMatrix right) {
        if (cols != right.rows) {
            throw new IllegalArgumentException(
                    "[" + rows + ", " + cols + "] times [" + right.rows + ", " + right.cols + "]");
        }
        var out = new SmallMatrix(rows, right.cols);
        for (int c = 0; c < right.cols; c++) {
            for (int k = 0; k < cols; k++) {
                double factor = right.get(k, c);
                for (int r = 0; r < rows; r++) {
                    out.values[r + c * rows] += values[r + k * rows] * factor;
                }
            }
        }
        return out;
    }

    /// The largest column sum of absolute values.
    public double norm1() {
        double norm = 0;
        for (int c = 0; c < cols; c++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += Math.abs(get(r, c));
            }
            norm = Double.isNaN(sum) ? sum : Math.max(norm, sum);
        }
        return norm;
    }
}
