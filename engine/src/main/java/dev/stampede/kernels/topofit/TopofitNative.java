package dev.stampede.kernels.topofit;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit_coh_row_invariant;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_topofit_row_invariant;
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
        int trials = Topofit.trials(w);
        try (var arena = Arena.ofConfined()) {
            var re = input(arena, z.re());
            var im = input(arena, z.im());
            var baseline = input(arena, b);
            var slope = output(out.slope());
            var offset = output(out.offset());
            var coherence = output(out.coherence());
            var residual = output(out.residual());
            int n = z.rows();
            int m = z.cols();
            if (b.rows() == n) {
                check(
                        "topofit",
                        stampede_stage2_topofit(
                                re, im, baseline, n, m, trials, slope, offset, coherence, residual, from, to));
            } else if (out.slope() != null || out.offset() != null || out.residual() != null) {
                check(
                        "topofit",
                        stampede_stage2_topofit_row_invariant(
                                re, im, baseline, n, m, trials, slope, offset, coherence, residual, from, to));
            } else {
                check(
                        "topofit",
                        stampede_stage2_topofit_coh_row_invariant(re, im, baseline, n, m, trials, coherence, from, to));
            }
        }
    }
}
