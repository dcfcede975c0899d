package dev.stampede.io.mat;

import dev.stampede.memory.ComplexDoubleMatrix;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Makes MATLAB values from our views and from plain numbers. Views are borrowed, not copied.
public final class Mat {
    private Mat() {}

    public static MatArray of(DoubleMatrix m) {
        return new MatArray(MatClass.DOUBLE, new long[] {m.rows(), m.cols()}, m.segment(), null);
    }

    public static MatArray of(FloatMatrix m) {
        return new MatArray(MatClass.SINGLE, new long[] {m.rows(), m.cols()}, m.segment(), null);
    }

    public static MatArray of(ComplexMatrix m) {
        return new MatArray(MatClass.SINGLE, new long[] {m.rows(), m.cols()}, m.re().segment(), m.im().segment());
    }

    public static MatArray of(ComplexDoubleMatrix m) {
        return new MatArray(MatClass.DOUBLE, new long[] {m.rows(), m.cols()}, m.re().segment(), m.im().segment());
    }

    public static MatArray scalar(double value) {
        return column(value);
    }

    /// A double: an integer argument would otherwise become single precision.
    public static MatArray scalar(long value) {
        return scalar((double) value);
    }

    public static MatArray scalar(float value) {
        return new MatArray(
                MatClass.SINGLE,
                new long[] {1, 1},
                FloatMatrix.vector(Arena.ofAuto(), value).segment(),
                null);
    }

    public static MatArray column(double... values) {
        return doubles(new long[] {values.length, 1}, values);
    }

    public static MatArray row(double... values) {
        return doubles(new long[] {1, values.length}, values);
    }

    /// The empty `0 x 0` double.
    public static MatArray empty() {
        return doubles(new long[] {0, 0});
    }

    public static MatArray logicalColumn(boolean... values) {
        return logical(new long[] {values.length, 1}, values);
    }

    /// A logical array; `values` in column-major order.
    public static MatArray logical(long[] dims, boolean... values) {
        var segment = Arena.ofAuto().allocate(Math.max(1, values.length));
        for (int i = 0; i < values.length; i++) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) (values[i] ? 1 : 0));
        }
        return new MatArray(MatClass.LOGICAL, dims, segment, null);
    }

    public static MatText text(String value) {
        return MatText.of(value);
    }

    private static MatArray doubles(long[] dims, double... values) {
        MemorySegment segment = DoubleMatrix.vector(Arena.ofAuto(), values).segment();
        return new MatArray(MatClass.DOUBLE, dims, segment, null);
    }
}
