package dev.stampede.io.mat;

import java.lang.foreign.MemorySegment;

/// A sparse matrix in compressed columns.
///
/// @param dims      rows and columns
/// @param logical   whether the values are logical
/// @param rowIndex  zero-based row of each stored value, ascending inside a column
/// @param colStart  `columns + 1` offsets into the values
/// @param re        stored values, 64-bit, little-endian
/// @param im        imaginary parts or `null`
public record MatSparse(
        long[] dims, boolean logical, long[] rowIndex, long[] colStart, MemorySegment re, MemorySegment im)
        implements MatValue {
    @Override
    public MatClass type() {
        return MatClass.SPARSE;
    }
}
