package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Pixels of a mosaic, as doubles: whole numbers of a sensor, one in ten without data.
final class PixelRows {
    static final double NO_DATA = 0;

    private PixelRows() {}

    /// A plane of `rows x cols`.
    static Plane of(Arena owner, int rows, int cols) {
        var random = new Seeded(owner).random();
        var plane = empty(owner, rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                plane.set(r, c, random.nextInt(10) == 0 ? NO_DATA : 1 + random.nextInt(9000));
            }
        }
        return plane;
    }

    static Plane empty(Arena owner, int rows, int cols) {
        return new Plane(owner.allocate(8L * rows * cols, 64), 0, cols);
    }

    static double[] values(Plane plane) {
        return values(plane.segment());
    }

    static double[] values(MemorySegment doubles) {
        return doubles.toArray(java.lang.foreign.ValueLayout.JAVA_DOUBLE);
    }
}
