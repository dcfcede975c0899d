package dev.stampede.kernels.overlapadd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A borrowed view of `rows x cols` values in rows, single or double precision, native, little-endian.
/// Values of a row are adjacent; rows may lie apart.
///
/// @param offset   bytes from the start of the segment to the first value
/// @param rowBytes bytes from a row to the next
/// @param wide     double precision
public record Plane(MemorySegment segment, long offset, long rowBytes, int rows, int cols, boolean wide) {
    /// A single-precision value.
    public static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /// A double-precision value.
    public static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @throws IllegalArgumentException if it does not lie inside the segment
    public Plane {
        long last = offset + Math.max(0, rows - 1) * rowBytes + (long) cols * (wide ? Double.BYTES : Float.BYTES);
        if (rows < 0 || cols < 0 || offset < 0 || rowBytes < 0 || last > segment.byteSize()) {
            throw new IllegalArgumentException("a plane of " + rows + " x " + cols + " values from byte " + offset
                    + " with rows of " + rowBytes + " bytes needs " + last + " bytes, not " + segment.byteSize());
        }
    }

    /// Single precision, rows without gaps.
    public static Plane floats(MemorySegment segment, int rows, int cols) {
        return new Plane(segment, 0, (long) cols * Float.BYTES, rows, cols, false);
    }

    /// Double precision, rows without gaps.
    public static Plane doubles(MemorySegment segment, int rows, int cols) {
        return new Plane(segment, 0, (long) cols * Double.BYTES, rows, cols, true);
    }

    public int bytes() {
        return wide ? Double.BYTES : Float.BYTES;
    }

    /// Byte offset of the first value of a row.
    public long row(int row) {
        return offset + row * rowBytes;
    }

    public double get(int row, int col) {
        return wide
                ? segment.get(F64, row(row) + (long) col * Double.BYTES)
                : segment.get(F32, row(row) + (long) col * Float.BYTES);
    }

    public void set(int row, int col, double value) {
        if (wide) {
            segment.set(F64, row(row) + (long) col * Double.BYTES, value);
        } else {
            segment.set(F32, row(row) + (long) col * Float.BYTES, (float) value);
        }
    }

    /// A part of it; its first value is (row, col).
    /// @throws IndexOutOfBoundsException if it reaches beyond
    public Plane part(int row, int col, int rows, int cols) {
        if (row < 0 || col < 0 || rows < 0 || cols < 0 || row + rows > this.rows || col + cols > this.cols) {
            throw new IndexOutOfBoundsException("a plane of " + this.rows + " x " + this.cols + " has no part of "
                    + rows + " x " + cols + " from row " + row + ", column " + col);
        }
        return new Plane(segment, row(row) + (long) col * bytes(), rowBytes, rows, cols, wide);
    }

    /// Copies a row to the beginning of `out`.
    public void readRow(int row, double[] out) {
        if (wide) {
            MemorySegment.copy(segment, F64, row(row), out, 0, cols);
            return;
        }
        long at = row(row);
        for (int col = 0; col < cols; col++) {
            out[col] = segment.get(F32, at + (long) col * Float.BYTES);
        }
    }

    /// Sets a row to the beginning of `values`.
    public void writeRow(int row, double[] values) {
        if (wide) {
            MemorySegment.copy(values, 0, segment, F64, row(row), cols);
            return;
        }
        long at = row(row);
        for (int col = 0; col < cols; col++) {
            segment.set(F32, at + (long) col * Float.BYTES, (float) values[col]);
        }
    }

    public void fill(double value) {
        for (int row = 0; row < rows; row++) {
            if (value == 0 && 1 / value > 0) {
                segment.asSlice(row(row), (long) cols * bytes()).fill((byte) 0);
            } else {
                for (int col = 0; col < cols; col++) {
                    set(row, col, value);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "[" + rows + ", " + cols + "]";
    }
}
