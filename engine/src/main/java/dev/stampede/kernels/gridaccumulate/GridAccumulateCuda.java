package dev.stampede.kernels.gridaccumulate;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;

/// One thread per cell and interferogram on the device, points in order; `cuda/src/gridaccumulate.cu`. A
/// chunk is one or more whole interferograms.
final class GridAccumulateCuda implements GridAccumulate {
    private final CudaPool pool;

    GridAccumulateCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    GridAccumulateCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void accumulate(ComplexMatrix value, CellOrder order, ComplexMatrix grid, int from, int to) {
        GridAccumulate.require(value, order, grid);
        int cells = order.cells();
        int points = order.point().length;
        var size = ChunkSize.of(4L * (cells + 1) + 4L * points, 8L * points + 8L * cells);
        pool.forChunks(id(), from, to, size, (chunk, first, last) -> {
            var in = chunk.inColumns(value, first, last);
            long start = chunk.in(order.start());
            long point = chunk.in(order.point());
            var out = chunk.outColumns(grid, first, last, 0, cells);
            chunk.launchThreads(
                    "grid_accumulate",
                    (long) cells * (last - first),
                    chunk.arguments()
                            .at(in.re())
                            .at(in.im())
                            .at(start)
                            .at(point)
                            .at(out.re())
                            .at(out.im())
                            .whole(points)
                            .whole(cells)
                            .whole(last - first));
        });
    }
}
