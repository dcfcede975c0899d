package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, one arc at a time, in double precision.
final class NetworkSmoothingReference implements NetworkSmoothing {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, double[] smoothing, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        NetworkSmoothing.require(arc, smoothing, outPhase, outNoise);
        int n = arc.cols();
        var angle = new double[n];
        for (int e = from; e < to; e++) {
            for (int k = 0; k < n; k++) {
                angle[k] = Math.atan2(arc.im().get(e, k), arc.re().get(e, k));
            }
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += smoothing[i * n + k] * angle[k];
                }
                outPhase.set(e, i, (float) sum);
                outNoise.set(e, i, (float) Math.IEEEremainder(angle[i] - sum, 2 * Math.PI));
            }
        }
    }
}
