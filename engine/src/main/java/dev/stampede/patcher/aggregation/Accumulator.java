package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Planes of doubles over some rows of a scene: what a merge knows so far.
///
/// @param firstRow row of the scene the planes begin with
public record Accumulator(MemorySegment segment, int planes, int firstRow, int rows, int cols) {
    private static final int ALIGNMENT = 64;

    /// A new one owned by `arena`, begun as the aggregation asks.
    /// @param bands   bands of a patch
    /// @param overlap most patches over one cell
    public static Accumulator allocate(
            Arena arena, CellAggregation aggregation, int bands, int overlap, int firstRow, int rows, int cols) {
        var accumulator = zeros(arena, aggregation.planes(bands, overlap), firstRow, rows, cols);
        if (aggregation.initial() != 0) {
            accumulator.begin(aggregation);
        }
        return accumulator;
    }

    /// A new one of zeros owned by `arena`.
    public static Accumulator zeros(Arena arena, int planes, int firstRow, int rows, int cols) {
        long bytes = Math.multiplyExact(Math.multiplyExact((long) rows * cols, planes), Double.BYTES);
        return new Accumulator(arena.allocate(bytes, ALIGNMENT), planes, firstRow, rows, cols);
    }

    /// As the aggregation asks before the first patch.
    void begin(CellAggregation aggregation) {
        for (int plane = 0; plane < planes; plane++) {
            plane(plane).fill(aggregation.initial());
        }
    }

    /// The same memory for rows further down: those that stay are kept, new ones are filled with `initial`.
    public Accumulator advanced(int row, double initial) {
        int gone = Math.min(row - firstRow, rows);
        int kept = rows - gone;
        for (int plane = 0; plane < planes; plane++) {
            var all = plane(plane);
            MemorySegment.copy(segment, all.row(gone), segment, all.row(0), kept * all.rowBytes());
            all.part(kept, 0, gone, cols).fill(initial);
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
