package dev.stampede.kernels.phaseramp;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;

/// The definition: double-precision rotation by the single-precision model phase.
final class PhaseRampReference implements PhaseRamp {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void remove(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        PhaseRamp.require(phase, ramp, out, from, to);
        rotate(phase, ramp, out, false, from, to);
    }

    @Override
    public void removeToUnit(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        PhaseRamp.require(phase, ramp, out, from, to);
        rotate(phase, ramp, out, true, from, to);
    }

    static void rotate(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, boolean unit, int from, int to) {
        for (int f = 0; f < phase.cols(); f++) {
            for (int p = from; p < to; p++) {
                double angle = ramp.angle(p, f);
                double re = phase.re().get(p, f);
                double im = phase.im().get(p, f);
                double scale = unit ? Math.sqrt(re * re + im * im) : 1;
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                out.set(p, f, (re * cos + im * sin) / scale, (im * cos - re * sin) / scale);
            }
        }
    }
}
