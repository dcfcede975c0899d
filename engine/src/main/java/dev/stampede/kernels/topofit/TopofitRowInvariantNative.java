package dev.stampede.kernels.topofit;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit_row_invariant;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/topofit.rs` with one row of baselines.
final class TopofitRowInvariantNative implements TopofitRowInvariant {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Topofit.Fit out, int from, int to) {
        Topofit.require(z, b, 1, w, out, from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "topofit",
                    stampede_stage2_topofit_row_invariant(
                            input(arena, z.re()),
                            input(arena, z.im()),
                            input(arena, b),
                            z.rows(),
                            z.cols(),
                            Topofit.trials(w),
                            output(out.slope()),
                            output(out.offset()),
                            output(out.coherence()),
                            output(out.residual()),
                            from,
                            to));
        }
    }
}
