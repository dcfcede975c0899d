package dev.stampede.kernels.edgestats;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage4_edge_stats;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage4_edge_stats_leave_one_out;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/edgestats.rs`: lanes over edges, no arctangent inside the double loop over acquisitions.
final class EdgeNoiseNative implements EdgeNoise {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void leaveOneOut(
            ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, DoubleMatrix outSums, int from, int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireSums(outSums, smoothing.count());
        try (var arena = Arena.ofConfined()) {
            check(
                    "edge noise, leaving one out",
                    stampede_stage4_edge_stats_leave_one_out(
                            input(arena, unitPhase.re()),
                            input(arena, unitPhase.im()),
                            unitPhase.rows(),
                            unitPhase.cols(),
                            input(arena, edges),
                            edges.rows(),
                            input(arena, smoothing.weight()),
                            outSums.segment(),
                            from,
                            to));
        }
    }

    @Override
    public void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            TimeSmoothing smoothing,
            BaselineFit fit,
            FloatMatrix outNoise,
            int from,
            int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireNoise(outNoise, edges, fit, smoothing.count());
        try (var arena = Arena.ofConfined()) {
            check(
                    "edge noise",
                    stampede_stage4_edge_stats(
                            input(arena, unitPhase.re()),
                            input(arena, unitPhase.im()),
                            unitPhase.rows(),
                            unitPhase.cols(),
                            input(arena, edges),
                            edges.rows(),
                            input(arena, smoothing.weight()),
                            input(arena, smoothing.intercept()),
                            input(arena, smoothing.slope()),
                            input(arena, smoothing.tau()),
                            copy(arena, fit.baseline()),
                            copy(arena, fit.projector()),
                            output(outNoise),
                            from,
                            to));
        }
    }
}
