package dev.stampede.kernels.planecombination;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaChunk;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// One thread per point and result on the device; `cuda/src/planecombination.cu`.
record PlaneCombinationCuda(String id, CudaPool pool) implements PlaneCombination {
    PlaneCombinationCuda(String id) {
        this(id, CudaKernels.pool(id));
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
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
        pool.forChunks(
                id,
                from,
                to,
                size(columns, coefficient, DoubleMatrix.BYTES),
                (chunk, lo, hi) -> launch(chunk, in, columns, offset, coefficient, chunk.out(out, lo, hi), 0, lo, hi));
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
        pool.forChunks(
                id,
                from,
                to,
                size(columns, coefficient, FloatMatrix.BYTES),
                (chunk, lo, hi) -> launch(chunk, in, columns, offset, coefficient, 0, chunk.out(out, lo, hi), lo, hi));
    }

    private static ChunkSize size(int[] columns, DoubleMatrix coefficient, int resultBytes) {
        return ChunkSize.of(
                8L * columns.length + 8L * coefficient.size(),
                4L * columns.length + (long) resultBytes * coefficient.cols());
    }

    private static void launch(
            CudaChunk chunk,
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            long wide,
            long narrow,
            int lo,
            int hi) {
        chunk.launchThreads(
                "plane_combination",
                (long) (hi - lo) * coefficient.cols(),
                chunk.arguments()
                        .at(chunk.in(in, columns, lo, hi))
                        .at(chunk.in(offset))
                        .at(chunk.in(coefficient, 0, coefficient.rows()))
                        .at(wide)
                        .at(narrow)
                        .whole(hi - lo)
                        .whole(columns.length)
                        .whole(coefficient.cols()));
    }
}
