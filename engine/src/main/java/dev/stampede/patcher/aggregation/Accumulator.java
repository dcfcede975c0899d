package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.runtime.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Planes of doubles over some rows of a scene: what a merge knows so far.
///
/// @param firstRow row of the scene the planes begin with
public record Accumulator(MemorySegment segment, int planes, int firstRow, int rows, int cols) {
    private static final int ALIGNMENT = 64;
    private static final int ROWS_PER_BLOCK = 16;

    /// A new one, begun as the aggregation asks.
    /// @param bands   bands of a patch
    /// @param overlap most patches over one cell
    public static Accumulator allocate(
            SegmentAllocator allocator,
            CellAggregation aggregation,
            int bands,
            int overlap,
            int firstRow,
            int rows,
            int cols) {
        var accumulator = zeros(allocator, aggregation.planes(bands, overlap), firstRow, rows, cols);
        if (aggregation.initial() != 0) {
            accumulator.begin(aggregation);
        }
        return accumulator;
    }

    /// A new one of zeros.
    /// @param allocator gives zeros
    public static Accumulator zeros(SegmentAllocator allocator, int planes, int firstRow, int rows, int cols) {
        long bytes = Math.multiplyExact(Math.multiplyExact((long) rows * cols, planes), Double.BYTES);
        return new Accumulator(allocator.allocate(bytes, ALIGNMENT), planes, firstRow, rows, cols);
    }

    /// As the aggregation asks before the first patch.
    void begin(CellAggregation aggregation) {
        for (int plane = 0; plane < planes; plane++) {
            plane(plane).fill(aggregation.initial());
        }
    }

    /// The same memory for rows further down: those that stay are kept, new ones are filled with `initial`.
    public Accumulator advanced(Workers workers, int row, double initial) {
        int gone = Math.min(row - firstRow, rows);
        int kept = rows - gone;
        for (int plane = 0; plane < planes; plane++) {
            var all = plane(plane);
            MemorySegment.copy(segment, all.row(gone), segment, all.row(0), kept * all.rowBytes());
            workers.forBlocks(
                    gone,
                    ROWS_PER_BLOCK,
                    (from, to) -> all.part(kept + (int) from, 0, (int) (to - from), cols)
                            .fill(initial));
        }
        return new Accumulator(segment, planes, row, rows, cols);
    }

    /// A whole plane.
    public Plane plane(int index) {
        return new Plane(
                segment, (long) index * rows * cols * Double.BYTES, (long) cols * Double.BYTES, rows, cols, true);
    }

    /// Part of a plane.
    /// @param row of the scene
    public Plane part(int index, int row, int col, int rows, int cols) {
        return plane(index).part(row - firstRow, col, rows, cols);
    }

    /// The part of a plane under a patch.
    Plane under(int index, PatchValues patch) {
        return part(index, patch.row(), patch.col(), patch.rows(), patch.cols());
    }
}
