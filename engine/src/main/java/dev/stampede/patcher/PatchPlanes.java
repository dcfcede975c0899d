package dev.stampede.patcher;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.patcher.aggregation.PatchValues;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way from carriers to what kernels take.
final class PatchPlanes {
    private PatchPlanes() {}

    /// The part of a patch within the scene; empty if there is none.
    /// @param allocator for values that are not single or double precision in unbroken rows
    static Optional<PatchValues> within(
            SegmentAllocator allocator, GeoRaster data, Window window, NativeWeights weights, RasterGrid grid) {
        var inside = window.intersection(grid.window());
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        var part = inside.get().relativeTo(window.col(), window.row());
        var planes = new ArrayList<Plane>();
        for (var plane : planes(allocator, data.values())) {
            planes.add(plane.part(part.row(), part.col(), part.height(), part.width()));
        }
        var cut = weights.part(part.row(), part.col(), part.height(), part.width());
        return Optional.of(
                new PatchValues(planes, inside.get().row(), inside.get().col(), cut.down(), cut.across(), cut.plane()));
    }

    /// Every band of an array; leading axes one after the other.
    static List<Plane> planes(SegmentAllocator allocator, ArrayView values) {
        boolean direct = (values.dtype() == DType.FLOAT32 || values.dtype() == DType.FLOAT64)
                && values.hasUnitColumns()
                && values.stride(-2) >= 0
                && values.segment().isNative();
        var view = direct ? values : values.copyAs(allocator, DType.FLOAT64);
        int rows = view.size(-2);
        int cols = view.size(-1);
        int bytes = view.dtype().bytes();
        var planes = new ArrayList<Plane>();
        for (long first = 0; first < view.rows(); first += rows) {
            planes.add(new Plane(
                    view.segment(),
                    view.rowStart(first) * bytes,
                    view.stride(-2) * bytes,
                    rows,
                    cols,
                    view.dtype() == DType.FLOAT64));
        }
        return planes;
    }
}
