package dev.stampede.insar.unwrap;

import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The result of unwrapping one interferogram, a view into memory of the worker or arena that made it.
///
/// The phase is float32, integrated from cell (0, 0) along the first row and then down every column, each step
/// added in double and stored single; where cycles agree it equals the output of the `snaphu` program bit for
/// bit.
public interface UnwrappedPhase {
    int rows();

    int cols();

    /// Unwrapped phase of a cell, rad.
    float phase(int row, int col);

    /// Cycles of a cell: `phase - wrapped phase` in units of 2 pi; cell (0, 0) has 0.
    int cycles(int row, int col);

    /// Writes the unwrapped phase of each node (at the cell it lies in) as float32, `nodes * 4` bytes
    /// little-endian. In a file-level problem every cell is a node, row-major.
    void copyNodePhase(MemorySegment outNodePhase);

    /// The whole grid, [rows, cols], rad.
    default FloatMatrix copyPhase(Arena arena) {
        var grid = FloatMatrix.allocate(arena, rows(), cols());
        for (int row = 0; row < rows(); row++) {
            for (int col = 0; col < cols(); col++) {
                grid.set(row, col, phase(row, col));
            }
        }
        return grid;
    }

    /// Cycles of the whole grid, [rows, cols].
    default IntMatrix copyCycles(Arena arena) {
        var grid = IntMatrix.allocate(arena, rows(), cols());
        for (int row = 0; row < rows(); row++) {
            for (int col = 0; col < cols(); col++) {
                grid.set(row, col, cycles(row, col));
            }
        }
        return grid;
    }

    /// Mean over all neighbour pairs whose float32 phases differ of the squared difference, rad^2 (`msd`); NaN
    /// if no pair differs.
    double meanSquaredDifference();

    UnwrapReport report();
}
