package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.BlockRows;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// One thread per arc and date on the device, in double precision; `cuda/src/arcsmoothing.cu`.
final class ArcSmoothingCuda implements ArcSmoothing {
    /// Real part, imaginary part, angle and smooth phase of every date.
    private static final int SHARED_DOUBLES = 4;

    private final CudaPool pool;

    ArcSmoothingCuda() {
        this(CudaKernels.pool(ID));
    }

    ArcSmoothingCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        ArcSmoothing.require(arc, table, outPhase, outNoise);
        int n = table.count();
        var rows = BlockRows.of(ID, n, SHARED_DOUBLES, pool);
        float[] weight = transposed(table.weight(), n);
        float[] intercept = transposed(table.intercept(), n);
        pool.forChunks(ID, from, to, ChunkSize.of(8L * n * n, 16L * n), (chunk, lo, hi) -> {
            var in = chunk.in(arc, lo, hi);
            chunk.launch(
                    "arc_smoothing",
                    rows.blocks(hi - lo),
                    rows.sharedBytes(),
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(chunk.in(weight))
                            .at(chunk.in(intercept))
                            .at(chunk.out(outPhase, lo, hi))
                            .at(chunk.out(outNoise, lo, hi))
                            .whole(hi - lo)
                            .whole(n)
                            .whole(table.firstAnchor())
                            .whole(table.lastAnchor()));
        });
    }

    /// Element `[k * n + j]` to `[k + j * n]`: threads of neighbouring dates then read neighbouring numbers.
    private static float[] transposed(float[] rows, int n) {
        var columns = new float[n * n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                columns[k + j * n] = rows[k * n + j];
            }
        }
        return columns;
    }
}
