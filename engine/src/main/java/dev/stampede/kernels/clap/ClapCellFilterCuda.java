package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaChunk;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// One block per cell and interferogram on the device; `cuda/src/clap.cu`. Only the part of the grid around
/// the cells asked for is copied; cells are taken in halves until that part fits, interferograms are the
/// items of chunks.
final class ClapCellFilterCuda implements ClapCellFilter {
    private final CudaPool pool;

    ClapCellFilterCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    ClapCellFilterCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void filter(
            Grid grid, ClapSettings settings, int blanked, int[] cells, ComplexMatrix out, int from, int to) {
        ClapCellFilter.require(grid, cells, out, from, to);
        if (Math.min(grid.ni(), grid.nj()) < settings.window()) {
            for (int f = 0; f < out.cols(); f++) {
                for (int k = from; k < to; k++) {
                    out.set(k, f, 0, 0);
                }
            }
            return;
        }
        if (from < to) {
            filterCells(grid, ClapDevice.of(id(), settings, pool), blanked, cells, out, from, to);
        }
    }

    private void filterCells(
            Grid grid, ClapDevice device, int blanked, int[] cells, ComplexMatrix out, int from, int to) {
        int n = device.settings().window();
        var part = Part.around(grid, n, cells, from, to);
        long count = to - from;
        var size = ChunkSize.of(
                device.tableBytes() + 8 * count, 8L * part.ni * part.nj + 8 * count + device.bytesPerBlock() * count);
        if (size.fixedBytes() + size.bytesPerItem() > pool.bytesPerChunk() && count > 1) {
            int middle = (from + to) >>> 1;
            filterCells(grid, device, blanked, cells, out, from, middle);
            filterCells(grid, device, blanked, cells, out, middle, to);
            return;
        }
        var block = new int[to - from];
        var inside = new int[to - from];
        for (int k = from; k < to; k++) {
            int i = cells[k] % grid.ni();
            int j = cells[k] / grid.ni();
            int i0 = ClapCellFilterReference.blockStart(i, n, grid.ni());
            int j0 = ClapCellFilterReference.blockStart(j, n, grid.nj());
            block[k - from] = i0 - part.i0 + (j0 - part.j0) * part.ni;
            inside[k - from] = i - i0 + (j - j0) * n;
        }
        pool.forChunks(id(), 0, out.cols(), size, (chunk, first, last) -> {
            var result = chunk.outColumns(out, first, last, from, to);
            long blocks = count * (last - first);
            long lowPass = chunk.in(device.settings().lowPass());
            long scratch = device.scratch(chunk, blocks);
            chunk.launch(
                    "clap_cell",
                    blocks,
                    device.sharedBytes(),
                    device.arguments(chunk, lowPass, scratch)
                            .at(part.in(chunk, grid.values().re(), grid.ni(), first, last))
                            .at(part.in(chunk, grid.values().im(), grid.ni(), first, last))
                            .at(chunk.in(block))
                            .at(chunk.in(inside))
                            .at(result.re())
                            .at(result.im())
                            .whole(part.ni)
                            .whole(part.nj)
                            .whole(count)
                            .whole(last - first)
                            .whole(first == 0 ? blanked : 0));
        });
    }

    /// The rectangle of a grid that the blocks of some cells cover.
    private record Part(int i0, int j0, int ni, int nj) {
        static Part around(Grid grid, int n, int[] cells, int from, int to) {
            int i0 = Integer.MAX_VALUE;
            int j0 = Integer.MAX_VALUE;
            int i1 = 0;
            int j1 = 0;
            for (int k = from; k < to; k++) {
                int i = ClapCellFilterReference.blockStart(cells[k] % grid.ni(), n, grid.ni());
                int j = ClapCellFilterReference.blockStart(cells[k] / grid.ni(), n, grid.nj());
                i0 = Math.min(i0, i);
                j0 = Math.min(j0, j);
                i1 = Math.max(i1, i + n);
                j1 = Math.max(j1, j + n);
            }
            return new Part(i0, j0, i1 - i0, j1 - j0);
        }

        /// This part of one plane of the grid.
        long in(CudaChunk chunk, FloatMatrix values, int gridNi, int first, int last) {
            return chunk.inBlocks(values, first, last, i0 + j0 * gridNi, ni, gridNi, nj);
        }
    }
}
