package dev.stampede.kernels.scla;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// One thread per point on the device; `cuda/src/scla.cu`.
final class SclaCuda implements Scla {
    private final CudaPool pool;

    SclaCuda() {
        this(CudaKernels.pool(ID));
    }

    SclaCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int from,
            int to) {
        Scla.require(phase, baseline, fit, outK, outC, outScla);
        int ifgs = phase.cols();
        var size = ChunkSize.of(28L * ifgs, 8L * ifgs + 4L * baseline.cols() + 16);
        pool.forChunks(
                ID,
                from,
                to,
                size,
                (chunk, lo, hi) -> chunk.launchThreads(
                        "scla",
                        hi - lo,
                        chunk.arguments()
                                .at(chunk.in(phase, lo, hi))
                                .at(chunk.in(baseline, lo, hi))
                                .at(chunk.in(fit.columnOf()))
                                .at(chunk.in(fit.reference()))
                                .at(chunk.in(fit.kWeight()))
                                .at(chunk.in(fit.cWeight()))
                                .at(chunk.out(outK, lo, hi))
                                .at(chunk.out(outC, lo, hi))
                                .at(chunk.out(outScla, lo, hi))
                                .whole(hi - lo)
                                .whole(ifgs)));
    }

    @Override
    public void phase(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int from, int to) {
        Scla.require(k, baseline, columnOf, outScla);
        int ifgs = columnOf.length;
        var size = ChunkSize.of(4L * ifgs, 4L * ifgs + 4L * baseline.cols() + 8);
        pool.forChunks(
                ID,
                from,
                to,
                size,
                (chunk, lo, hi) -> chunk.launchThreads(
                        "scla_phase",
                        hi - lo,
                        chunk.arguments()
                                .at(chunk.in(k, lo, hi))
                                .at(chunk.in(baseline, lo, hi))
                                .at(chunk.in(columnOf))
                                .at(chunk.out(outScla, lo, hi))
                                .whole(hi - lo)
                                .whole(ifgs)));
    }
}
