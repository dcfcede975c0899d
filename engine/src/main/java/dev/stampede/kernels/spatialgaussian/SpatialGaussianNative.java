package dev.stampede.kernels.spatialgaussian;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage8_scn_filter;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// `rust-kernels/src/spatialgaussian.rs`: weights with lanes over neighbours, sums with lanes over values. Only the
/// rows of cells around those asked for are handed over: a call takes few cells, and copying all points for each
/// would take longer than smoothing.
final class SpatialGaussianNative implements SpatialGaussian {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell) {
        SpatialGaussian.require(cells, in, out);
        if (fromCell == toCell) {
            return;
        }
        var around = NeighbourRows.of(cells, fromCell, toCell);
        int first = around.firstPoint();
        int last = around.lastPoint();
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage8_scn_filter(
                            copy(arena, Arrays.copyOfRange(cells.x(), first, last)),
                            copy(arena, Arrays.copyOfRange(cells.y(), first, last)),
                            around.points(),
                            copy(arena, starts(cells, around)),
                            (around.lastCell() - around.firstCell()) / cells.cols(),
                            cells.cols(),
                            cells.reach(),
                            cells.radius(),
                            input(arena, in.viewColumns(first, last)),
                            sigma,
                            output(out.viewColumns(first, last)),
                            fromCell - around.firstCell(),
                            toCell - around.firstCell()));
        }
    }

    /// First point of every cell, counted from the first that is handed over.
    private static int[] starts(PointCells cells, NeighbourRows around) {
        var starts = Arrays.copyOfRange(cells.starts(), around.firstCell(), around.lastCell() + 1);
        for (int i = 0; i < starts.length; i++) {
            starts[i] -= around.firstPoint();
        }
        return starts;
    }
}
