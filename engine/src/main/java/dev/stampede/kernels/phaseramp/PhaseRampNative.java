package dev.stampede.kernels.phaseramp;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage5_phase_ramp;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/phaseramp.rs`: lanes over points, in single precision.
final class PhaseRampNative implements PhaseRamp {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void remove(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        run(phase, ramp, 0, out, from, to);
    }

    @Override
    public void removeToUnit(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        run(phase, ramp, 1, out, from, to);
    }

    private static void run(ComplexMatrix phase, Ramp ramp, int unit, ComplexMatrix out, int from, int to) {
        PhaseRamp.require(phase, ramp, out, from, to);
        try (var arena = Arena.ofConfined()) {
            check(
                    "phase ramp",
                    stampede_stage5_phase_ramp(
                            input(arena, phase.re()),
                            input(arena, phase.im()),
                            phase.rows(),
                            phase.cols(),
                            input(arena, ramp.slope()),
                            input(arena, ramp.baseline()),
                            ramp.baseline().rows(),
                            ramp.baseline().cols(),
                            input(arena, ramp.offset()),
                            ramp.offset().rows(),
                            unit,
                            output(out.re()),
                            output(out.im()),
                            from,
                            to));
        }
    }
}
