package dev.stampede.kernels.spatialgaussian;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.FloatMatrix;

/// One thread per point and value on the device; `cuda/src/spatialgaussian.cu`. A chunk is some cells and
/// the points of all rows of cells within reach of them.
final class SpatialGaussianCuda implements SpatialGaussian {
    private final CudaPool pool;

    SpatialGaussianCuda() {
        this(CudaKernels.pool(ID));
    }

    SpatialGaussianCuda(CudaPool pool) {
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
    public void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell) {
        SpatialGaussian.require(cells, in, out);
        int reach = cells.reach();
        int firstPoint = cells.cellStart(fromCell);
        int lastPoint = cells.cellStart(toCell);
        if (firstPoint == lastPoint) {
            return;
        }
        var around = NeighbourRows.of(cells, fromCell, toCell);
        var size = ChunkSize.of(bytes(around), 4L * WIDTH + 4);
        if (bytes(around) + size.bytesPerItem() > pool.bytesPerChunk() && toCell - fromCell > 1) {
            int middle = (fromCell + toCell) >>> 1;
            smooth(cells, in, sigma, out, fromCell, middle);
            smooth(cells, in, sigma, out, middle, toCell);
            return;
        }
        int[] cellOf = cellOf(cells, fromCell, toCell);
        pool.forChunks(ID, firstPoint, lastPoint, size, (chunk, lo, hi) -> {
            // The kernel counts cells from the first of the grid, whose place lies before what is copied.
            long start = chunk.in(cells.starts(), around.firstCell(), around.lastCell() + 1)
                    - (long) Integer.BYTES * around.firstCell();
            chunk.launchThreads(
                    "spatial_gaussian",
                    (long) (hi - lo) * WIDTH,
                    chunk.arguments()
                            .at(chunk.in(cells.x(), around.firstPoint(), around.lastPoint()))
                            .at(chunk.in(cells.y(), around.firstPoint(), around.lastPoint()))
                            .at(chunk.inColumns(in, around.firstPoint(), around.lastPoint()))
                            .at(start)
                            .at(chunk.in(cellOf, lo - firstPoint, hi - firstPoint))
                            .at(chunk.outColumns(out, lo, hi, 0, WIDTH))
                            .real(sigma)
                            .real(cells.radius())
                            .whole(around.firstPoint())
                            .whole(lo)
                            .whole(hi - lo)
                            .whole(cells.rows())
                            .whole(cells.cols())
                            .whole(cells.reach()));
        });
    }

    private static long bytes(NeighbourRows around) {
        return (4L * WIDTH + 8) * around.points() + 4L * (around.lastCell() - around.firstCell() + 1);
    }

    private static int[] cellOf(PointCells cells, int fromCell, int toCell) {
        int first = cells.cellStart(fromCell);
        var cellOf = new int[cells.cellStart(toCell) - first];
        for (int cell = fromCell; cell < toCell; cell++) {
            java.util.Arrays.fill(cellOf, cells.cellStart(cell) - first, cells.cellStart(cell + 1) - first, cell);
        }
        return cellOf;
    }
}
