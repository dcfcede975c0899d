package dev.stampede.kernels.scla;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage7_scla;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage7_scla_phase;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/scla.rs`: one plane at a time over a tile of points.
final class SclaNative implements Scla {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int from,
            int to) {
        Scla.require(phase, baseline, fit, outK, outC, outScla);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage7_scla(
                            input(arena, phase),
                            phase.rows(),
                            phase.cols(),
                            input(arena, baseline),
                            baseline.cols(),
                            copy(arena, fit.columnOf()),
                            copy(arena, fit.reference()),
                            copy(arena, fit.kWeight()),
                            copy(arena, fit.cWeight()),
                            outK.segment(),
                            outC.segment(),
                            output(outScla),
                            from,
                            to));
        }
    }

    @Override
    public void phase(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int from, int to) {
        Scla.require(k, baseline, columnOf, outScla);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage7_scla_phase(
                            input(arena, k),
                            k.rows(),
                            input(arena, baseline),
                            baseline.cols(),
                            copy(arena, columnOf),
                            columnOf.length,
                            output(outScla),
                            from,
                            to));
        }
    }
}
