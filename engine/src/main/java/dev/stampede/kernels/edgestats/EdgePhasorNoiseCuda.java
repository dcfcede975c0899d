package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.BlockRows;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;

/// On the device; `cuda/src/edgestats.cu`. Sums as in [EdgeNoiseCuda].
final class EdgePhasorNoiseCuda implements EdgePhasorNoise {
    private final CudaPool pool;

    EdgePhasorNoiseCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    EdgePhasorNoiseCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void sums(ComplexMatrix unitPhase, IntMatrix edges, DoubleMatrix outSums, int from, int to) {
        EdgePhasorNoise.requireSums(outSums, unitPhase.cols());
        outSums.fill(0);
        int n = unitPhase.cols();
        var points = new EdgePoints.Finder(edges, unitPhase.rows());
        // Both ends, their indices, and 24 bytes of sums per segment and interferogram.
        var size = new ChunkSize(24L * n, 16L * n + 8 + n, EdgeNoiseCuda.SEGMENT);
        pool.forChunks(id(), from, to, size, (chunk, lo, hi) -> {
            int segments = (hi - lo + EdgeNoiseCuda.SEGMENT - 1) / EdgeNoiseCuda.SEGMENT;
            var ends = points.of(lo, hi);
            var in = chunk.inRows(unitPhase, ends.rows(), ends.count());
            chunk.launchThreads(
                    "edge_phasor_sums",
                    (long) segments * n,
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(chunk.in(ends.from()))
                            .at(chunk.in(ends.to()))
                            .at(chunk.out(24L * n * segments, staged -> EdgeNoiseCuda.add(staged, outSums, segments)))
                            .whole(ends.count())
                            .whole(hi - lo)
                            .whole(n));
        });
    }

    @Override
    public void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            EdgeNoise.BaselineFit fit,
            FloatMatrix outNoise,
            int from,
            int to) {
        EdgeNoise.requireNoise(outNoise, edges, fit, unitPhase.cols());
        int n = unitPhase.cols();
        var rows = BlockRows.of(id(), n, 2, pool);
        var points = new EdgePoints.Finder(edges, unitPhase.rows());
        pool.forChunks(id(), from, to, ChunkSize.of(16L * n, 16L * n + 16), (chunk, lo, hi) -> {
            var ends = points.of(lo, hi);
            var in = chunk.inRows(unitPhase, ends.rows(), ends.count());
            chunk.launch(
                    "edge_phasor_noise",
                    rows.blocks(hi - lo),
                    rows.sharedBytes(),
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(chunk.in(ends.from()))
                            .at(chunk.in(ends.to()))
                            .at(chunk.in(fit.baseline()))
                            .at(chunk.in(fit.projector()))
                            .at(chunk.out(outNoise, lo, hi))
                            .whole(ends.count())
                            .whole(hi - lo)
                            .whole(n));
        });
    }
}
