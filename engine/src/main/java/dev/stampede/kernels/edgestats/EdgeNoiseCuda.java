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
import java.lang.foreign.MemorySegment;

/// One thread per edge and acquisition on the device; `cuda/src/edgestats.cu`. Sums are formed over segments of
/// [#SEGMENT] edges there and added in order here, so that they do not depend on how a range is cut.
final class EdgeNoiseCuda implements EdgeNoise {
    /// `STAMPEDE_EDGE_SEGMENT`.
    static final int SEGMENT = 256;

    private final CudaPool pool;

    EdgeNoiseCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    EdgeNoiseCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void leaveOneOut(
            ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, DoubleMatrix outSums, int from, int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireSums(outSums, smoothing.count());
        outSums.fill(0);
        int n = smoothing.count();
        var rows = BlockRows.of(id(), n, 2, pool);
        var points = new EdgePoints.Finder(edges, unitPhase.rows());
        // Both ends, their indices, the noise, and 16 bytes of sums per segment and acquisition.
        var size = new ChunkSize(8L * n * n + 16L * n, 16L * n + 8 + 8L * n + n, SEGMENT);
        pool.forChunks(id(), from, to, size, (chunk, lo, hi) -> {
            int count = hi - lo;
            int segments = (count + SEGMENT - 1) / SEGMENT;
            var ends = points.of(lo, hi);
            var in = chunk.inRows(unitPhase, ends.rows(), ends.count());
            long noise = chunk.scratch(8L * n * count);
            long sums = chunk.out(16L * n * segments, staged -> add(staged, outSums, segments));
            chunk.launch(
                    "edge_leave_one_out",
                    rows.blocks(count),
                    rows.sharedBytes(),
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(chunk.in(ends.from()))
                            .at(chunk.in(ends.to()))
                            .at(chunk.inTransposed(smoothing.weight()))
                            .at(noise)
                            .whole(ends.count())
                            .whole(count)
                            .whole(n));
            chunk.launchThreads(
                    "edge_sums",
                    (long) segments * n,
                    chunk.arguments().at(noise).at(sums).whole(count).whole(n));
        });
    }

    /// Adds the sums of segments `[rows, cols, segments]` in their order.
    static void add(MemorySegment staged, DoubleMatrix sums, int segments) {
        var parts = new DoubleMatrix(staged, sums.rows(), sums.cols() * segments);
        for (int s = 0; s < segments; s++) {
            for (int c = 0; c < sums.cols(); c++) {
                for (int k = 0; k < sums.rows(); k++) {
                    sums.set(k, c, sums.get(k, c) + parts.get(k, s * sums.cols() + c));
                }
            }
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
        int n = smoothing.count();
        var rows = BlockRows.of(id(), n, 4, pool);
        var points = new EdgePoints.Finder(edges, unitPhase.rows());
        pool.forChunks(id(), from, to, ChunkSize.of(32L * n * n + 16L * n, 16L * n + 16), (chunk, lo, hi) -> {
            var ends = points.of(lo, hi);
            var in = chunk.inRows(unitPhase, ends.rows(), ends.count());
            chunk.launch(
                    "edge_noise",
                    rows.blocks(hi - lo),
                    rows.sharedBytes(),
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(chunk.in(ends.from()))
                            .at(chunk.in(ends.to()))
                            .at(chunk.inTransposed(smoothing.weight()))
                            .at(chunk.inTransposed(smoothing.intercept()))
                            .at(chunk.inTransposed(smoothing.slope()))
                            .at(chunk.inTransposed(smoothing.tau()))
                            .at(chunk.in(fit.baseline()))
                            .at(chunk.in(fit.projector()))
                            .at(chunk.out(outNoise, lo, hi))
                            .whole(ends.count())
                            .whole(hi - lo)
                            .whole(n));
        });
    }
}
