package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Slice;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;

/// A result in memory.
final class MemorySink implements RowSink {
    private final SegmentAllocator allocator;
    private GeoRaster result;
    private ArrayView stacked;

    /// @param allocator for the result
    MemorySink(SegmentAllocator allocator) {
        this.allocator = allocator;
    }

    GeoRaster result() {
        return result;
    }

    @Override
    public void begin(GeoRaster like, RasterGrid grid, int bands, DType type) {
        result = PatchMerge.result(allocator, like, bands, grid, type);
        stacked = ArrayView.of(result.values().segment(), type, bands, grid.height(), grid.width());
    }

    /// Empty where only this thread may write: memory of a confined arena.
    @Override
    public Optional<ArrayView> memory(int firstRow, int n) {
        return GridRun.isShared(stacked) ? Optional.of(rows(firstRow, n)) : Optional.empty();
    }

    @Override
    public void write(int firstRow, ArrayView rows) {
        rows(firstRow, rows.size(1)).copyFrom(rows);
    }

    private ArrayView rows(int first, int n) {
        return stacked.slice(1, Slice.range(first, first + n));
    }

    @Override
    public void end() {
        // all is there
    }

    @Override
    public void close() {
        // whoever allocated the result frees it
    }
}
