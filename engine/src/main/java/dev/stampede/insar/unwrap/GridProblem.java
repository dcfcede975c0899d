package dev.stampede.insar.unwrap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// One unwrapping problem with a cost record of its own for every neighbour pair, in the layout of the `snaphu`
/// program's files.
///
/// | name    | layout                                                                              |
/// |---------|-------------------------------------------------------------------------------------|
/// | image   | rows x cols complex values, row-major, float32 (re, im); exactly 0 masks the cell   |
/// | records | int16 (offset, sigsq, dzmax, laycost) per neighbour pair                            |
///
/// Records of the (rows - 1) x cols pairs (r, c)-(r + 1, c) come first, row-major, then those of the
/// rows x (cols - 1) pairs (r, c)-(r, c + 1), row-major.
///
/// All values little-endian. Flow over a pair counts cycles: with the wrapped difference D in (-pi, pi],
/// `phi(r, c+1) - phi(r, c) = D + 2 pi flow` and `phi(r+1, c) - phi(r, c) = D - 2 pi flow`.
public record GridProblem(int rows, int cols, MemorySegment image, MemorySegment records) {
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort INT16 = ArcStatistics.INT16;

    /// @throws IllegalArgumentException if a side is not within 2..32000 or a segment has another size than it
    ///         should
    public GridProblem {
        NodeGrid.requireSides(rows, cols);
        requireBytes("image", image, 8L * rows * cols, rows, cols);
        requireBytes("records", records, CostRecord.BYTES * pairCount(rows, cols), rows, cols);
    }

    /// Number of neighbour pairs of a grid.
    public static long pairCount(int rows, int cols) {
        return (rows - 1L) * cols + rows * (cols - 1L);
    }

    private static void requireBytes(String name, MemorySegment segment, long bytes, int rows, int cols) {
        if (segment.byteSize() != bytes) {
            throw new IllegalArgumentException(name + " has " + segment.byteSize() + " bytes, a grid of " + rows + " x "
                    + cols + " needs exactly " + bytes);
        }
    }
}
