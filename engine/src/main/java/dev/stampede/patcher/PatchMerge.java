package dev.stampede.patcher;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.MergeKernels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Patches put together with an accumulator over the whole scene.
final class PatchMerge {
    private PatchMerge() {}

    static GeoRaster merge(
            SegmentAllocator allocator, Iterable<Patch> patches, CellAggregation aggregation, RasterGrid grid) {
        var all = new ArrayList<Patch>();
        patches.forEach(all::add);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no patch to merge");
        }
        int bands = bands(all.getFirst());
        int longest = 1;
        long work = 0;
        var size = new PatchSize(1, 1);
        for (var patch : all) {
            if (bands(patch) != bands) {
                throw new IllegalArgumentException("the patch at " + patch.anchor() + " has " + bands(patch)
                        + " bands, the first one " + bands + "; patches of one merge have the same");
            }
            size = new PatchSize(
                    Math.max(size.rows(), patch.window().height()),
                    Math.max(size.cols(), patch.window().width()));
            longest = Math.max(size.rows(), size.cols());
            work += (long) bands * patch.window().height() * patch.window().width();
        }
        try (var scratch = Arena.ofConfined()) {
            int overlap = Coverage.most(
                    all.stream()
                            .map(p ->
                                    new PixelAnchor(p.window().row(), p.window().col()))
                            .toList(),
                    size);
            var kernels = MergeKernels.of(scratch, kernel(work), longest);
            var held = Accumulator.allocate(scratch, aggregation, bands, overlap, 0, grid.height(), grid.width());
            for (var patch : all) {
                try (var tile = Arena.ofConfined()) {
                    PatchPlanes.within(
                                    tile, patch.data(), patch.window(), NativeWeights.of(tile, patch.weights()), grid)
                            .ifPresent(values -> aggregation.add(kernels, values, held));
                }
            }
            var result = result(allocator, all.getFirst().data(), aggregation.resultBands(bands), grid, DType.FLOAT64);
            aggregation.finish(kernels, held, 0, PatchPlanes.planes(scratch, result.values()));
            return aggregation.resultType() == DType.FLOAT64
                    ? result
                    : result.rewrap(result.values().copyAs(allocator, aggregation.resultType()));
        }
    }

    /// @param values of all patches that will be added
    static OverlapAdd kernel(long values) {
        return new KernelRegistry(List.of(OverlapAdd.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of())
                .get(OverlapAdd.FAMILY, values);
    }

    static int bands(Patch patch) {
        return Math.toIntExact(patch.data().values().rows() / patch.window().height());
    }

    /// An empty result of the rank of a patch, or of rank 3 where the aggregation changes the number of
    /// bands.
    static GeoRaster result(SegmentAllocator allocator, GeoRaster like, int bands, RasterGrid grid, DType type) {
        var shape = resultShape(like, bands, grid);
        boolean same = shape.length == like.rank() && bands == like.bands();
        return new GeoRaster(
                ArrayView.allocate(allocator, type, shape),
                grid.affine(),
                grid.crs(),
                type.isFloating() ? OptionalDouble.of(Double.NaN) : like.fill(),
                same ? like.attributes() : Attributes.NONE);
    }

    private static int[] resultShape(GeoRaster like, int bands, RasterGrid grid) {
        long leading = like.values().rows() / like.height();
        if (bands == 1 && (like.rank() == 2 || leading > 1)) {
            return new int[] {grid.height(), grid.width()};
        }
        if (leading != bands) {
            return new int[] {bands, grid.height(), grid.width()};
        }
        var shape = like.shape();
        shape[shape.length - 2] = grid.height();
        shape[shape.length - 1] = grid.width();
        return shape;
    }
}
