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

    @Override
    public Optional<ArrayView> memory(int firstRow, int n) {
        return Optional.of(stacked.slice(1, Slice.range(firstRow, firstRow + n)));
    }

    @Override
    public void write(int firstRow, ArrayView rows) {
        memory(firstRow, rows.size(1)).orElseThrow().copyFrom(rows);
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
