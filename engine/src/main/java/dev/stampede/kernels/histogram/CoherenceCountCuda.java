package dev.stampede.kernels.histogram;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.ValueLayout;

/// Integers counted on the device, so that order does not matter; `cuda/src/histogram.cu`.
final class CoherenceCountCuda implements CoherenceCount {
    /// Enough blocks to fill a device; each takes many points.
    private static final int MOST_BLOCKS = 512;

    private static final int POINTS_PER_BLOCK = 4096;

    /// One counter of 32 bits per bin.
    private static final long SHARED_BYTES = 4L * CoherenceHistogram.BINS;

    private final CudaPool pool;

    CoherenceCountCuda() {
        this(CudaKernels.pool(ID));
    }

    CoherenceCountCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void add(FloatMatrix coherence, DoubleMatrix counts, int from, int to) {
        CoherenceCount.require(coherence, counts, from, to);
        double[] edges = CoherenceHistogram.edges();
        long bins = 8L * CoherenceHistogram.BINS;
        pool.forChunks(ID, from, to, ChunkSize.of(2 * bins, 4), (chunk, lo, hi) -> {
            int blocks = Math.clamp((hi - lo + POINTS_PER_BLOCK - 1) / POINTS_PER_BLOCK, 1, MOST_BLOCKS);
            long in = chunk.in(coherence, lo, hi);
            long edge = chunk.in(edges);
            long counted = chunk.outCleared(bins, staged -> {
                for (int b = 0; b < CoherenceHistogram.BINS; b++) {
                    counts.set(b, 0, counts.get(b, 0) + staged.getAtIndex(ValueLayout.JAVA_LONG, b));
                }
            });
            chunk.launch(
                    "histogram",
                    blocks,
                    SHARED_BYTES,
                    chunk.arguments().at(in).at(edge).at(counted).whole(hi - lo));
        });
    }
}
