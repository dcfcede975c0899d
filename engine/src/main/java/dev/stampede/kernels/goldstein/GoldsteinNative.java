package dev.stampede.kernels.goldstein;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage6_goldstein_filter;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/goldstein.rs`. Windows whose padded side is odd take the reference path, as in the
/// vector variant.
final class GoldsteinNative implements Goldstein {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void filter(ComplexMatrix cells, int size, double alpha, ComplexMatrix out) {
        if (Goldstein.padded(size) % 2 != 0) {
            new GoldsteinReference().filter(cells, size, alpha, out);
            return;
        }
        Goldstein.require(cells, out);
        GoldsteinWindows.along(Math.min(cells.rows(), cells.cols()), size);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage6_goldstein_filter(
                            input(arena, cells.re()),
                            input(arena, cells.im()),
                            cells.rows(),
                            cells.cols(),
                            size,
                            alpha,
                            output(out.re()),
                            output(out.im())));
        }
    }
}
