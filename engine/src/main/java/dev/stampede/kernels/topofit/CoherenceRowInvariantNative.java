package dev.stampede.kernels.topofit;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit_coh_row_invariant;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/topofit.rs` with one row of baselines and nothing but the coherence stored.
final class CoherenceRowInvariantNative implements CoherenceRowInvariant {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void coherence(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to) {
        CoherenceRowInvariant.require(z, b, w, coherence, from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "topofit",
                    stampede_stage2_topofit_coh_row_invariant(
                            input(arena, z.re()),
                            input(arena, z.im()),
                            input(arena, b),
                            z.rows(),
                            z.cols(),
                            Topofit.trials(w),
                            output(coherence),
                            from,
                            to));
        }
    }
}
