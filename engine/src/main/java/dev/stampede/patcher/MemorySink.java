package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Slice;
import java.lang.foreign.Arena;

/// A result in memory.
final class MemorySink implements RowSink {
    private final Arena arena;
    private GeoRaster result;
    private ArrayView stacked;

    /// @param arena owns the result
    MemorySink(Arena arena) {
        this.arena = arena;
    }

    GeoRaster result() {
        return result;
    }

    @Override
    public void begin(GeoRaster like, RasterGrid grid, int bands, DType type) {
        result = PatchMerge.result(arena, like, bands, grid, type);
        stacked = ArrayView.of(result.values().segment(), type, bands, grid.height(), grid.width());
    }

    @Override
    public void write(int firstRow, ArrayView rows) {
        stacked.slice(1, Slice.range(firstRow, firstRow + rows.size(1))).copyFrom(rows);
    }

    @Override
    public void end() {
        // all is there
    }

    @Override
    public void close() {
        // the arena owns the result
    }
}
