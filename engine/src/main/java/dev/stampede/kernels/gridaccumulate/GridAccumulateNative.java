package dev.stampede.kernels.gridaccumulate;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_grid_accumulate;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/gridaccumulate.rs`: the same additions in the same order.
final class GridAccumulateNative implements GridAccumulate {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void accumulate(ComplexMatrix value, CellOrder order, ComplexMatrix grid, int from, int to) {
        GridAccumulate.require(value, order, grid);
        var in = value.viewColumns(from, to);
        var out = grid.viewColumns(from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "grid accumulation",
                    stampede_stage2_grid_accumulate(
                            input(arena, in.re()),
                            input(arena, in.im()),
                            in.rows(),
                            in.cols(),
                            copy(arena, order.start()),
                            order.cells(),
                            copy(arena, order.point()),
                            output(out.re()),
                            output(out.im())));
        }
    }
}
