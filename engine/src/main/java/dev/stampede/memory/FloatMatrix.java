package dev.stampede.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A borrowed view of `rows x cols` 32-bit floating-point values, column-major: element (r, c) lies at
/// `(r + c * rows) * BYTES`, so a column (one interferogram) is contiguous. This is the order of MAT files.
///
/// The view does not own its memory; it is valid as long as the arena that made the segment.
public record FloatMatrix(MemorySegment segment, int rows, int cols) {
    /// Little-endian, no alignment requirement: slices of files need not be aligned.
    public static final ValueLayout.OfFloat LAYOUT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Bytes of one element.
    public static final int BYTES = 4;

    /// @throws IllegalArgumentException if a dimension is negative or the segment is too short
    public FloatMatrix {
        Shapes.requireRoom(segment, rows, cols, BYTES);
    }

    /// A new zero-filled matrix owned by `arena`, aligned to 64 bytes.
    public static FloatMatrix allocate(Arena arena, int rows, int cols) {
        return new FloatMatrix(arena.allocate(Shapes.bytes(rows, cols, BYTES), Shapes.ALIGNMENT), rows, cols);
    }

    /// A new matrix owned by `arena` holding `values` in column-major order.
    public static FloatMatrix copyOf(Arena arena, int rows, int cols, float... values) {
        if (values.length != (long) rows * cols) {
            throw new IllegalArgumentException(values.length + " values cannot fill [" + rows + ", " + cols + "]");
        }
        var matrix = allocate(arena, rows, cols);
        MemorySegment.copy(values, 0, matrix.segment, LAYOUT, 0, values.length);
        return matrix;
    }

    /// A new column vector owned by `arena`.
    public static FloatMatrix vector(Arena arena, float... values) {
        return copyOf(arena, values.length, 1, values);
    }

    /// Byte offset of element (row, col).
    public long offset(int row, int col) {
        return (row + (long) col * rows) * BYTES;
    }

    /// Number of elements.
    public long size() {
        return (long) rows * cols;
    }

    public float get(int row, int col) {
        return segment.get(LAYOUT, offset(row, col));
    }

    public void set(int row, int col, float value) {
        segment.set(LAYOUT, offset(row, col), value);
    }

    /// Element `index` in column-major order.
    public float get(long index) {
        return segment.get(LAYOUT, index * BYTES);
    }

    public void set(long index, float value) {
        segment.set(LAYOUT, index * BYTES, value);
    }

    /// One column as a segment of exactly `rows * BYTES` bytes.
    public MemorySegment column(int col) {
        return segment.asSlice(offset(0, col), (long) rows * BYTES);
    }

    /// Columns `from` (inclusive) to `to` (exclusive), borrowed.
    public FloatMatrix viewColumns(int from, int to) {
        return new FloatMatrix(segment.asSlice(offset(0, from), Shapes.bytes(rows, to - from, BYTES)), rows, to - from);
    }

    /// An independent copy owned by `arena`.
    public FloatMatrix copy(Arena arena) {
        var copy = allocate(arena, rows, cols);
        MemorySegment.copy(segment, 0, copy.segment, 0, Shapes.bytes(rows, cols, BYTES));
        return copy;
    }

    /// The same values in double precision, in a new matrix owned by `arena`.
    public DoubleMatrix widened(Arena arena) {
        var wide = DoubleMatrix.allocate(arena, rows, cols);
        for (long i = 0, n = size(); i < n; i++) {
            wide.set(i, get(i));
        }
        return wide;
    }

    /// The given rows (zero-based, any order, repeats allowed) of all columns, in a new matrix owned by
    /// `arena`.
    public FloatMatrix copyRows(Arena arena, int[] rowIndex) {
        var out = allocate(arena, rowIndex.length, cols);
        for (int col = 0; col < cols; col++) {
            for (int i = 0; i < rowIndex.length; i++) {
                out.set(i, col, get(rowIndex[i], col));
            }
        }
        return out;
    }

    /// The given columns (zero-based) in a new matrix owned by `arena`.
    public FloatMatrix copyColumns(Arena arena, int[] colIndex) {
        var out = allocate(arena, rows, colIndex.length);
        for (int i = 0; i < colIndex.length; i++) {
            MemorySegment.copy(segment, offset(0, colIndex[i]), out.segment, out.offset(0, i), (long) rows * BYTES);
        }
        return out;
    }

    /// Takes one column out where the matrix lies: the later ones move down. What is returned borrows the
    /// memory, this view no longer says what is where.
    public FloatMatrix removeColumn(int col) {
        if (col < 0 || col >= cols) {
            throw new IllegalArgumentException("column " + col + " of " + cols);
        }
        MemorySegment.copy(segment, offset(0, col + 1), segment, offset(0, col), (cols - col - 1L) * rows * BYTES);
        return viewColumns(0, cols - 1);
    }

    /// All elements in column-major order on the heap; for small vectors only.
    public float[] toArray() {
        var values = new float[Math.toIntExact(size())];
        MemorySegment.copy(segment, LAYOUT, 0, values, 0, values.length);
        return values;
    }

    public void fill(float value) {
        for (long i = 0, n = size(); i < n; i++) {
            set(i, value);
        }
    }
}
