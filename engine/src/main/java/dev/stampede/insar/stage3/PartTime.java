package dev.stampede.insar.stage3;

import dev.stampede.memory.FloatMatrix;
import java.util.SplittableRandom;

/// Whether a candidate scatters all the time: the coherence of its residual phase must not depend much on
/// which interferograms are looked at. Spread of the mean resultant length over 100 resamples with
/// replacement; the draws depend on the seed and the candidate's number only.
final class PartTime {
    private static final int RESAMPLES = 100;

    private PartTime() {}

    /// @param residual `[ps, ifg]` rad
    /// @param used     zero-based columns
    static double coherenceSpread(FloatMatrix residual, int p, int[] used, long seed) {
        var random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (p + 1));
        double sum = 0;
        double squares = 0;
        for (int sample = 0; sample < RESAMPLES; sample++) {
            double re = 0;
            double im = 0;
            for (int k = 0; k < used.length; k++) {
                double phase = residual.get(p, used[random.nextInt(used.length)]);
                re += Math.cos(phase);
                im += Math.sin(phase);
            }
            double length = Math.hypot(re, im) / used.length;
            sum += length;
            squares += length * length;
        }
        double mean = sum / RESAMPLES;
        return Math.sqrt(Math.max(0, (squares - RESAMPLES * mean * mean) / (RESAMPLES - 1)));
    }
}
