package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Gridded interferograms.
final class SquareGrids {
    /// Side of a window of the filters.
    private static final int WINDOW = 32;

    private SquareGrids() {}

    /// `ifgs` squares of about `cells` cells, no smaller than a window.
    static ComplexMatrix[] of(Arena owner, int cells, int ifgs) {
        int side = Math.max(WINDOW, (int) Math.ceil(Math.sqrt(cells)));
        var grid = new Seeded(owner).smoothPhasors(side * side, ifgs);
        var planes = new ComplexMatrix[ifgs];
        for (int f = 0; f < ifgs; f++) {
            var plane = grid.viewColumns(f, f + 1);
            planes[f] = new ComplexMatrix(
                    new FloatMatrix(plane.re().segment(), side, side),
                    new FloatMatrix(plane.im().segment(), side, side));
        }
        return planes;
    }
}
