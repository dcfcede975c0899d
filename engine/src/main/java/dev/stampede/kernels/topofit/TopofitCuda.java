package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaChunk;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One thread per point on the device; `cuda/src/topofit.cu`. The search runs in single precision, all else
/// in double.
final class TopofitCuda implements Topofit {
    private final CudaPool pool;

    TopofitCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    TopofitCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        Topofit.require(z, b, w, out, from, to);
        fit(pool, id(), z, b, w, out, from, to);
    }

    /// All forms of the fit: baselines of one row are shared by all points, and of the results of `out`
    /// those that are `null` are not wanted.
    static void fit(CudaPool pool, String kernel, ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        int m = z.cols();
        boolean shared = b.rows() == 1;
        long perPoint = 8L * m + (shared ? 0 : 4L * m) + (out.residual() == null ? 0 : 4L * m) + 13;
        pool.forChunks(kernel, from, to, ChunkSize.of(shared ? 4L * m : 0, perPoint), (chunk, lo, hi) -> {
            int count = hi - lo;
            var mask = new MemorySegment[1];
            long valid = chunk.out(count, staged -> mask[0] = staged);
            var phasors = chunk.in(z, lo, hi);
            chunk.launchThreads(
                    "topofit",
                    count,
                    chunk.arguments()
                            .at(phasors.re())
                            .at(phasors.im())
                            .at(shared ? chunk.in(b, 0, 1) : chunk.in(b, lo, hi))
                            .at(out.slope() == null ? 0 : chunk.out(out.slope(), lo, hi))
                            .at(whereValid(chunk, out.offset(), mask, lo, hi))
                            .at(chunk.out(out.coherence(), lo, hi))
                            .at(whereValid(chunk, out.residual(), mask, lo, hi))
                            .at(valid)
                            .whole(count)
                            .whole(m)
                            .whole(Topofit.trials(w))
                            .whole(shared ? 1 : 0));
        });
    }

    /// Memory for a result that leaves points without a value as they were.
    private static long whereValid(CudaChunk chunk, FloatMatrix out, MemorySegment[] mask, int lo, int hi) {
        if (out == null) {
            return 0;
        }
        int count = hi - lo;
        return chunk.out((long) count * out.cols() * FloatMatrix.BYTES, staged -> {
            for (int f = 0; f < out.cols(); f++) {
                for (int p = 0; p < count; ) {
                    int end = p;
                    while (end < count && mask[0].get(ValueLayout.JAVA_BYTE, end) != 0) {
                        end++;
                    }
                    MemorySegment.copy(
                            staged,
                            ((long) f * count + p) * FloatMatrix.BYTES,
                            out.segment(),
                            out.offset(lo + p, f),
                            (long) (end - p) * FloatMatrix.BYTES);
                    p = end + 1;
                }
            }
        });
    }
}
