package dev.stampede.kernels.arcsmoothing;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage6_arc_scatter;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/arcs.rs`: lanes over arcs.
final class ArcScatterNative implements ArcScatter {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
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
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage6_arc_scatter(
                            input(arena, phase),
                            input(arena, noise),
                            phase.rows(),
                            phase.cols(),
                            input(arena, k),
                            copy(arena, bperp),
                            limit,
                            output(out.dph()),
                            output(out.noise()),
                            output(out.std()),
                            out.dph().rows(),
                            outRow,
                            count));
        }
    }
}
