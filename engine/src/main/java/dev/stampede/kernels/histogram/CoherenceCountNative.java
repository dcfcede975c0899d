package dev.stampede.kernels.histogram;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_histogram;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// `rust-kernels/src/histogram.rs`.
final class CoherenceCountNative implements CoherenceCount {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void add(FloatMatrix coherence, int from, int to, double[] counts) {
        CoherenceCount.require(coherence, from, to, counts);
        try (var arena = Arena.ofConfined()) {
            var sums = DoubleMatrix.vector(arena, counts);
            var values = input(arena, coherence).asSlice((long) from * FloatMatrix.BYTES);
            check("histogram", stampede_stage2_histogram(values, to - from, sums.segment()));
            MemorySegment.copy(sums.segment(), DoubleMatrix.LAYOUT, 0, counts, 0, counts.length);
        }
    }
}
