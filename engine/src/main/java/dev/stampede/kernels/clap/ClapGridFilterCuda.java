package dev.stampede.kernels.clap;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.ChunkSize;
import dev.stampede.kernels.cuda.CudaChunk;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;

/// Windows on the device, one block each, then one thread per cell that adds them in the order of the
/// definition; `cuda/src/clap.cu`. A chunk is one or more interferograms; the filtered windows of some rows
/// of windows are kept at a time.
final class ClapGridFilterCuda implements ClapGridFilter {
    private final CudaPool pool;

    ClapGridFilterCuda() {
        this(CudaKernels.pool(FAMILY.id()));
    }

    ClapGridFilterCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void filter(ComplexMatrix grid, int ni, int nj, ClapSettings settings, ComplexMatrix out, int from, int to) {
        ClapGridFilter.require(grid, ni, nj, settings, out, from, to);
        var device = ClapDevice.of(id(), settings, pool);
        long cells = (long) ni * nj;
        int windowsI = Math.max(0, (ni + settings.step() - 1) / settings.step() - 3);
        int windowsJ = Math.max(0, (nj + settings.step() - 1) / settings.step() - 3);
        long data = settings.dataWindow();
        long rowBytes = windowsJ * (16 * data * data + device.bytesPerBlock());
        // Phase in and out, and sums.
        long planes = 32 * cells;
        long room = pool.bytesPerChunk() - device.tableBytes() - planes;
        int bands = (int) Math.clamp(room / Math.max(1, rowBytes), 1, Math.max(1, windowsI));
        var size = ChunkSize.of(device.tableBytes(), planes + bands * rowBytes);
        pool.forChunks(id(), from, to, size, (chunk, first, last) -> {
            var layout = new Layout(ni, nj, last - first, windowsI, windowsJ, bands);
            run(chunk, device, layout, grid, out, first, last);
        });
    }

    private record Layout(int ni, int nj, int ifgs, int windowsI, int windowsJ, int bands) {}

    private static void run(
            CudaChunk chunk, ClapDevice device, Layout l, ComplexMatrix grid, ComplexMatrix out, int first, int last) {
        var settings = device.settings();
        long data = settings.dataWindow();
        long windows = (long) l.windowsJ * l.bands * l.ifgs;
        long cells = (long) l.ni * l.nj;
        var in = chunk.inColumns(grid, first, last);
        long lowPass = chunk.in(settings.lowPass());
        long scratch = device.scratch(chunk, windows);
        long windowRe = chunk.scratch(8 * windows * data * data);
        long windowIm = chunk.scratch(8 * windows * data * data);
        long sumRe = chunk.scratch(8 * cells * l.ifgs);
        long sumIm = chunk.scratch(8 * cells * l.ifgs);
        var result = chunk.outColumns(out, first, last, 0, grid.rows());
        int row = 0;
        do {
            int bands = l.windowsJ == 0 ? 0 : Math.min(l.bands, l.windowsI - row);
            if (bands > 0) {
                chunk.launch(
                        "clap_window",
                        (long) l.windowsJ * bands * l.ifgs,
                        device.sharedBytes(),
                        device.arguments(chunk, lowPass, scratch)
                                .at(in.re())
                                .at(in.im())
                                .at(windowRe)
                                .at(windowIm)
                                .whole(l.ni)
                                .whole(l.nj)
                                .whole(l.ifgs)
                                .whole(row)
                                .whole(bands)
                                .whole(l.windowsJ)
                                .whole(data)
                                .whole(settings.step()));
            }
            chunk.launchThreads(
                    "clap_gather",
                    cells * l.ifgs,
                    chunk.arguments()
                            .at(windowRe)
                            .at(windowIm)
                            .at(sumRe)
                            .at(sumIm)
                            .at(result.re())
                            .at(result.im())
                            .whole(l.ni)
                            .whole(l.nj)
                            .whole(l.ifgs)
                            .whole(row)
                            .whole(bands)
                            .whole(bands == 0 ? 0 : l.windowsI)
                            .whole(l.windowsJ)
                            .whole(data)
                            .whole(settings.step()));
            row += bands;
            if (bands == 0) {
                break;
            }
        } while (row < l.windowsI);
    }
}
