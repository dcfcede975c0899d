package dev.stampede.kernels.clap;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage3_clap_filter_cells;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/clap.rs`: a forward transform per block; of the inverse only the one value that is wanted.
final class ClapCellFilterNative implements ClapCellFilter {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void filter(
            Grid grid, ClapSettings settings, int blanked, int[] cells, ComplexMatrix out, int from, int to) {
        ClapCellFilter.require(grid, cells, out, from, to);
        var values = grid.values();
        try (var arena = Arena.ofConfined()) {
            check(
                    "CLAP cell filter",
                    stampede_stage3_clap_filter_cells(
                            input(arena, values.re()),
                            input(arena, values.im()),
                            grid.ni(),
                            grid.nj(),
                            values.cols(),
                            settings.window(),
                            settings.alpha(),
                            settings.beta(),
                            copy(arena, settings.lowPass()),
                            blanked,
                            copy(arena, cells),
                            cells.length,
                            output(out.re()),
                            output(out.im()),
                            from,
                            to));
        }
    }
}
