package dev.stampede.kernels.histogram;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage2_histogram;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/histogram.rs`.
final class CoherenceCountNative implements CoherenceCount {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void add(FloatMatrix coherence, DoubleMatrix counts, int from, int to) {
        CoherenceCount.require(coherence, counts, from, to);
        try (var arena = Arena.ofConfined()) {
            var values = input(arena, coherence).asSlice((long) from * FloatMatrix.BYTES);
            check("histogram", stampede_stage2_histogram(values, to - from, output(counts)));
        }
    }
}
