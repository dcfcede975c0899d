package dev.stampede.kernels.planecombination;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage8_edge_noise;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage8_edge_noise_wide;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/edgenoise.rs`: a tile of points, all results from it.
final class PlaneCombinationNative implements PlaneCombination {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    private final String id;

    PlaneCombinationNative(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            DoubleMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        try (var arena = Arena.ofConfined()) {
            check(
                    id,
                    stampede_stage8_edge_noise_wide(
                            input(arena, in),
                            in.rows(),
                            in.cols(),
                            copy(arena, columns),
                            copy(arena, offset),
                            columns.length,
                            input(arena, coefficient),
                            coefficient.cols(),
                            out.segment(),
                            from,
                            to));
        }
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            FloatMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        try (var arena = Arena.ofConfined()) {
            check(
                    id,
                    stampede_stage8_edge_noise(
                            input(arena, in),
                            in.rows(),
                            in.cols(),
                            copy(arena, columns),
                            copy(arena, offset),
                            columns.length,
                            input(arena, coefficient),
                            coefficient.cols(),
                            output(out),
                            from,
                            to));
        }
    }
}
