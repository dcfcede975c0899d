package dev.stampede.kernels.clap;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_clap_filter;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/clap.rs`: window by window, transforms in double precision with lanes across columns.
final class ClapGridFilterNative implements ClapGridFilter {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void filter(ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to) {
        ClapGridFilter.require(grid, ni, nj, settings, out, from, to);
        var in = grid.viewColumns(from, to);
        var part = out.viewColumns(from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "CLAP grid filter",
                    stampede_stage2_clap_filter(
                            input(arena, in.re()),
                            input(arena, in.im()),
                            ni,
                            nj,
                            to - from,
                            settings.window(),
                            settings.alpha(),
                            settings.beta(),
                            copy(arena, settings.lowPass()),
                            output(part.re()),
                            output(part.im())));
        }
    }
}
