package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;

/// The definition, one arc at a time.
final class ArcScatterReference implements ArcScatter {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void judge(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatMatrix k,
            float[] bperp,
            float limit,
            Result out,
            int outRow,
            int count) {
        ArcScatter.require(phase, noise, k, bperp, out, outRow, count);
        for (int e = 0; e < count; e++) {
            judgeArc(phase, noise, k, bperp, limit, out, outRow, e);
        }
    }

    private static void judgeArc(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatMatrix k,
            float[] bperp,
            float limit,
            Result out,
            int outRow,
            int e) {
        int n = phase.cols();
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += noise.get(e, i);
        }
        mean /= n;
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += (noise.get(e, i) - mean) * (noise.get(e, i) - mean);
        }
        float std = (float) Math.sqrt(square / Math.max(1, n - 1));
        boolean wild = std > limit;
        out.std().set(outRow + e, 0, wild ? Float.NaN : std);
        for (int i = 0; i < n; i++) {
            float left = wild ? Float.NaN : noise.get(e, i);
            out.noise().set(outRow + e, i, left);
            out.dph().set(outRow + e, i, phase.get(e, i) + left + k.get(e, 0) * bperp[i]);
        }
    }
}
