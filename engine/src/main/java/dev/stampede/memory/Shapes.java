package dev.stampede.memory;

import java.lang.foreign.MemorySegment;

/// Size arithmetic shared by the matrix views; every product is checked in 64 bits.
final class Shapes {
    /// One cache line and the widest SIMD register.
    static final long ALIGNMENT = 64;

    private Shapes() {}

    static long bytes(int rows, int cols, int elementBytes) {
        return Math.multiplyExact(Math.multiplyExact((long) rows, (long) cols), (long) elementBytes);
    }

    static void requireRoom(MemorySegment segment, int rows, int cols, int elementBytes) {
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("negative shape [" + rows + ", " + cols + "]");
        }
        long needed = bytes(rows, cols, elementBytes);
        if (segment.byteSize() < needed) {
            throw new IllegalArgumentException(
                    "[" + rows + ", " + cols + "] needs " + needed + " bytes, the segment has " + segment.byteSize());
        }
    }
}
