package dev.stampede.kernels.ifgstd;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage5_ifg_noise;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/// `rust-kernels/src/phaseramp.rs`: one arctangent for each point instead of sine, cosine and rotation.
final class InterferogramNoiseNative implements InterferogramNoise {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public double sumOfSquares(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to) {
        InterferogramNoise.require(phase, patchPhase, ramp, from, to);
        try (var arena = Arena.ofConfined()) {
            var sum = arena.allocate(ValueLayout.JAVA_DOUBLE);
            check(
                    "interferogram noise",
                    stampede_stage5_ifg_noise(
                            input(arena, phase.re()),
                            input(arena, phase.im()),
                            input(arena, patchPhase.re()),
                            input(arena, patchPhase.im()),
                            phase.rows(),
                            input(arena, ramp.slope()),
                            input(arena, ramp.baseline()),
                            ramp.baseline().rows(),
                            input(arena, ramp.offset()),
                            ramp.offset().rows(),
                            sum,
                            from,
                            to));
            return sum.get(ValueLayout.JAVA_DOUBLE, 0);
        }
    }
}
