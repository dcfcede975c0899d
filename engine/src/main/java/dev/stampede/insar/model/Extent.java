package dev.stampede.insar.model;

import dev.stampede.memory.DoubleMatrix;
import java.util.function.IntToDoubleFunction;

/// Smallest and largest value of a set, not-a-number ignored.
///
/// @param min not-a-number when there is no value
/// @param max not-a-number when there is no value
public record Extent(double min, double max) {
    /// The extent of `value(0)` to `value(count - 1)`.
    public static Extent of(int count, IntToDoubleFunction value) {
        double min = Double.NaN;
        double max = Double.NaN;
        for (int i = 0; i < count; i++) {
            double v = value.applyAsDouble(i);
            min = v < min || Double.isNaN(min) ? v : min;
            max = v > max || Double.isNaN(max) ? v : max;
        }
        return new Extent(min, max);
    }

    /// The extent of one column.
    public static Extent ofColumn(DoubleMatrix matrix, int col) {
        return of(matrix.rows(), row -> matrix.get(row, col));
    }

    public double length() {
        return max - min;
    }

    public double middle() {
        return (max + min) / 2;
    }
}
