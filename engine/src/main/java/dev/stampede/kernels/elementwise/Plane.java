package dev.stampede.kernels.elementwise;

import java.lang.foreign.MemorySegment;

/// Rows of numbers in a segment; neighbours of a row are neighbours in memory.
///
/// @param first     elements before the first
/// @param rowStride elements from a row to the next; 0 repeats one row
public record Plane(MemorySegment segment, ElementType type, long first, long rowStride) {
    /// Rows without gaps from the start of a segment.
    public static Plane dense(MemorySegment segment, ElementType type, int columns) {
        return new Plane(segment, type, 0, columns);
    }

    /// @throws IllegalArgumentException if rows and columns do not lie within the segment
    void requireRoom(int rows, int columns) {
        long end = first + Math.max(0, rows - 1L) * rowStride + columns;
        long start = first + Math.min(0, (rows - 1L) * rowStride);
        if (start < 0 || end > segment.byteSize() / type.bytes()) {
            throw new IllegalArgumentException(rows + " rows of " + columns + " elements from " + first + ", "
                    + rowStride + " apart, do not lie in a segment of " + segment.byteSize() + " bytes");
        }
    }
}
