package dev.stampede.insar.stage5;

import dev.stampede.insar.model.StageContext;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// How much each point of a patch counts when a cell is averaged.
///
/// From the residual phase less the static phase, `r[f] = wrap(ph_res[f] - C)`, to which a single reference
/// image adds C itself as its own residual:
///
/// - `weight = 1 / max(var(r), (10 deg)^2)`, variance with divisor n-1;
/// - `snr = 1 / (1 / c^2 - 1)` with the coherence `c = |sum exp(i r)| / n`, at most that of 10 degrees of
/// noise.
///
/// @param weight 1/rad^2
/// @param snr    signal-to-noise ratio
record PointQuality(double[] weight, double[] snr) {
    /// Phase is not taken to be better than ten degrees.
    private static final double PHASE_ACCURACY = Math.toRadians(10);

    // COMPAT: StaMPS takes the coherence of a thousand normal draws of 10 degrees. Its generator is not known; the
    // value
    // differs from this expectation by about 0.0007 at most, and only the snr of nearly perfect points depends on it.
    static final double HIGHEST_COHERENCE = Math.exp(-PHASE_ACCURACY * PHASE_ACCURACY / 2);

    private static final int BLOCK = 4096;

    /// @param highestCoherence limit of c, usually [#HIGHEST_COHERENCE]
    static PointQuality read(StageContext context, PatchPoints patch, double highestCoherence) throws IOException {
        try (var arena = Arena.ofShared();
                var model = patch.folder().open(arena, "pm2")) {
            var residual = model.floats("ph_res");
            double[] staticPhase = model.numbers("C_ps");
            boolean withReference = !context.parameters().smallBaseline();
            var quality = new PointQuality(new double[patch.count()], new double[patch.count()]);
            context.workers().forBlocks(patch.count(), BLOCK, (from, to) -> {
                var r = new double[residual.cols() + (withReference ? 1 : 0)];
                for (int p = (int) from; p < to; p++) {
                    quality.measure(p, residual, staticPhase[p], r, highestCoherence);
                }
            });
            return quality;
        }
    }

    private void measure(int p, FloatMatrix residual, double staticPhase, double[] r, double highestCoherence) {
        for (int f = 0; f < residual.cols(); f++) {
            double angle = residual.get(p, f) - staticPhase;
            r[f] = Math.atan2(Math.sin(angle), Math.cos(angle));
        }
        if (r.length > residual.cols()) {
            r[residual.cols()] = staticPhase;
        }
        double mean = 0;
        double re = 0;
        double im = 0;
        for (double v : r) {
            mean += v / r.length;
            re += Math.cos(v);
            im += Math.sin(v);
        }
        double variance = 0;
        for (double v : r) {
            variance += (v - mean) * (v - mean);
        }
        variance /= Math.max(1, r.length - 1);
        double coherence = Math.min(Math.hypot(re, im) / r.length, highestCoherence);
        weight[p] = 1 / Math.max(variance, PHASE_ACCURACY * PHASE_ACCURACY);
        snr[p] = 1 / (1 / (coherence * coherence) - 1);
    }
}
