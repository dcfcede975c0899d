package dev.stampede.kernels.arcsmoothing;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage6_smooth_arcs;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/arcs.rs`: lanes over arcs, four dates sharing every load.
final class ArcSmoothingNative implements ArcSmoothing {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        ArcSmoothing.require(arc, table, outPhase, outNoise);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage6_smooth_arcs(
                            input(arena, arc.re()),
                            input(arena, arc.im()),
                            arc.rows(),
                            arc.cols(),
                            copy(arena, table.weight()),
                            copy(arena, table.intercept()),
                            table.firstAnchor(),
                            table.lastAnchor(),
                            output(outPhase),
                            output(outNoise),
                            from,
                            to));
        }
    }
}
