package dev.stampede.insar.combined;

import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;

/// How coherent the points of a single-master set would be in a network of pairs:
///
///     coh'[p] = | sum_f exp(i (r[p, second f] - r[p, first f])) | / F
///
/// with r the residual phase of each image, for the reference image the static phase.
final class PairCoherence {
    private static final int BLOCK = 1024;

    private PairCoherence() {}

    /// @param residual    `[points, images - 1]` rad, without the reference image
    /// @param staticPhase `[points, 1]` rad
    /// @param reference   index of the reference image
    /// @param pairs       first and second image of each interferogram
    /// @return one value per point, in [0, 1]; not-a-number where a residual is
    static double[] of(Workers workers, FloatMatrix residual, FloatMatrix staticPhase, int reference, int[][] pairs) {
        int images = residual.cols() + 1;
        var coherence = new double[residual.rows()];
        workers.forBlocks(residual.rows(), BLOCK, () -> new double[4][images * BLOCK], (scratch, from, to) -> {
            int n = (int) (to - from);
            var cos = scratch[0];
            var sin = scratch[1];
            for (int image = 0; image < images; image++) {
                int column = image < reference ? image : image - 1;
                for (int i = 0; i < n; i++) {
                    int p = (int) from + i;
                    double r = image == reference ? staticPhase.get(p, 0) : residual.get(p, column);
                    cos[image * BLOCK + i] = Math.cos(r);
                    sin[image * BLOCK + i] = Math.sin(r);
                }
            }
            var re = scratch[2];
            var im = scratch[3];
            java.util.Arrays.fill(re, 0, n, 0);
            java.util.Arrays.fill(im, 0, n, 0);
            for (var pair : pairs) {
                int a = pair[0] * BLOCK;
                int b = pair[1] * BLOCK;
                for (int i = 0; i < n; i++) {
                    re[i] += cos[b + i] * cos[a + i] + sin[b + i] * sin[a + i];
                    im[i] += sin[b + i] * cos[a + i] - cos[b + i] * sin[a + i];
                }
            }
            for (int i = 0; i < n; i++) {
                coherence[(int) from + i] = Math.hypot(re[i], im[i]) / pairs.length;
            }
        });
        return coherence;
    }

    /// Signal to noise of a coherence, `1 / (1 / c² - 1)`.
    // A coherence of exactly 1 would weigh infinitely and turn sums of two such points into not-a-number.
    static double signalToNoise(double coherence) {
        double c = Math.min(coherence, 1 - 1e-12);
        return 1 / (1 / (c * c) - 1);
    }
}
