package dev.stampede.insar.stage7;

import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// `scla_method = L1`: K by least absolute values, so that a few wrongly unwrapped interferograms do not
/// move it. The reference-image atmosphere C stays a weighted least-squares intercept of what is left, as
/// with `L2`.
///
/// StaMPS looks for the minimum with a simplex search that stops at a tolerance of 1e-4; this is the exact
/// minimum.
final class LeastAbsoluteScla {
    private LeastAbsoluteScla() {}

    /// Fills K, C and the phase of K for all points.
    ///
    /// @param phase    `[ps, ifg]` rad
    /// @param model    observations K is fitted to
    /// @param fit      baselines, reference and the weights of C
    static void estimate(
            StageContext context,
            FloatMatrix phase,
            FloatMatrix baseline,
            LeastAbsolute.Model model,
            Scla.Fit fit,
            DoubleMatrix k,
            DoubleMatrix c,
            FloatMatrix scla) {
        var leastAbsolute = context.kernels().get(LeastAbsolute.FAMILY, phase.size());
        var kernel = context.kernels().get(Scla.FAMILY, phase.size());
        context.workers().forBlocks(phase.rows(), context.settings().chunkPs(), (from, to) -> {
            leastAbsolute.fit(phase, fit.reference(), model, k, (int) from, (int) to);
            kernel.phase(k, baseline, fit.columnOf(), scla, (int) from, (int) to);
            intercept(phase, scla, fit, c, (int) from, (int) to);
        });
    }

    private static void intercept(FloatMatrix phase, FloatMatrix scla, Scla.Fit fit, DoubleMatrix c, int from, int to) {
        for (int p = from; p < to; p++) {
            double sum = 0;
            for (int i = 0; i < phase.cols(); i++) {
                if (fit.cWeight()[i] != 0) {
                    sum += fit.cWeight()[i] * (phase.get(p, i) - fit.reference()[i] - scla.get(p, i));
                }
            }
            c.set(p, 0, sum);
        }
    }
}
