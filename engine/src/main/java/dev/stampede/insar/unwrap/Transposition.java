package dev.stampede.insar.unwrap;

import dev.stampede.memory.IntMatrix;
import java.lang.foreign.MemorySegment;

/// Copies column-major matrices to row-major arrays, a strip of columns at a time so that both sides stay in
/// cache.
final class Transposition {
    private static final int STRIP = 16;

    private Transposition() {}

    /// Writes `matrix` row-major into `out` from index `start` on.
    static void copy(IntMatrix matrix, int[] out, int start) {
        int rows = matrix.rows();
        int cols = matrix.cols();
        var strip = new int[STRIP * rows];
        for (int first = 0; first < cols; first += STRIP) {
            int width = Math.min(STRIP, cols - first);
            MemorySegment.copy(matrix.segment(), IntMatrix.LAYOUT, matrix.offset(0, first), strip, 0, width * rows);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < width; i++) {
                    out[start + row * cols + first + i] = strip[i * rows + row];
                }
            }
        }
    }
}
