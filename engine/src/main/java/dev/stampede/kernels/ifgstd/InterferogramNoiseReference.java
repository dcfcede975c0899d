package dev.stampede.kernels.ifgstd;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;

/// The definition, one point at a time in double precision.
final class InterferogramNoiseReference implements InterferogramNoise {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public double sumOfSquares(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to) {
        InterferogramNoise.require(phase, patchPhase, ramp, from, to);
        return sum(phase, patchPhase, ramp, from, to);
    }

    static double sum(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to) {
        double sum = 0;
        for (int p = from; p < to; p++) {
            double re = phase.re().get(p, 0);
            double im = phase.im().get(p, 0);
            double patchRe = patchPhase.re().get(p, 0);
            double patchIm = patchPhase.im().get(p, 0);
            double x = re * patchRe + im * patchIm;
            double y = im * patchRe - re * patchIm;
            double angle = ramp.angle(p, 0);
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double delta = x == 0 && y == 0 ? 0 : Math.atan2(y * cos - x * sin, x * cos + y * sin);
            sum += delta * delta;
        }
        return sum;
    }
}
