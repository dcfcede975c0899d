package dev.stampede.kernels.topofit;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/topofit.rs`: one lane per point, as the vector variant, whose bits it reproduces where the
/// processor fuses multiplications and additions.
final class TopofitNative implements Topofit {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        Topofit.require(z, b, w, out, from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "topofit",
                    stampede_stage2_topofit(
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
