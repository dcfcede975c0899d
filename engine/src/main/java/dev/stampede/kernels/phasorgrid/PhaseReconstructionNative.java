package dev.stampede.kernels.phasorgrid;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage6_reconstruct;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/phasorgrid.rs`: node phases gathered, then lanes over points.
final class PhaseReconstructionNative implements PhaseReconstruction {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void reconstruct(
            ComplexMatrix phase,
            FloatMatrix nodePhase,
            int ifg,
            int[] nodeOf,
            FloatMatrix out,
            int outColumn,
            int from,
            int to) {
        PhaseReconstruction.require(phase, nodePhase, ifg, nodeOf, out, outColumn);
        var column = phase.viewColumns(ifg, ifg + 1);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage6_reconstruct(
                            input(arena, column.re()),
                            input(arena, column.im()),
                            phase.rows(),
                            input(arena, nodePhase.viewColumns(ifg, ifg + 1)),
                            nodePhase.rows(),
                            copy(arena, nodeOf),
                            output(out.viewColumns(outColumn, outColumn + 1)),
                            from,
                            to));
        }
    }
}
