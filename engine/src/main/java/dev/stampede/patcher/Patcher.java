package dev.stampede.patcher;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.aggregation.Aggregation;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.GlobalAggregation;
import dev.stampede.patcher.sampler.PixelSampler;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/// Cuts rasters into rectangles and puts results together again.
///
///     var patcher = new Patcher(
///             new Rectangular(PatchSize.of(256), Boundary.SHRINK), RegularStride.of(192), new Hann(),
///             new OverlapAddition());
///
/// Reading patches one by one and merging a list of them holds the whole scene; [GridRun] does the same
/// in rows.
///
/// @param geometry    which pixels belong to an anchor
/// @param sampler     which anchors
/// @param window      how much each cell counts
/// @param aggregation how overlapping patches become one result
@Named("SpatialPatcher")
public record Patcher(Rectangular geometry, PixelSampler sampler, WeightWindow window, Aggregation aggregation)
        implements Configured {
    @Override
    public boolean serialisable() {
        return sampler.serialisable() && window.serialisable() && aggregation.serialisable();
    }

    /// The same with another aggregation.
    public Patcher with(Aggregation other) {
        return new Patcher(geometry, sampler, window, other);
    }

    /// The anchors of a raster, without reading it.
    /// @throws IllegalArgumentException if patches do not fit as the boundary policy asks
    public List<PixelAnchor> anchors(RasterGrid grid) {
        return sampler.anchors(grid, geometry.size(), geometry.boundary());
    }

    /// The weights of a whole patch.
    public Weights weights() {
        return window.weights(geometry.size());
    }

    /// Reads one patch.
    /// @throws IOException              if the raster cannot be read
    /// @throws IllegalArgumentException if the boundary policy forbids the patch
    public Patch patchAt(SegmentAllocator allocator, RasterSource source, PixelAnchor anchor) throws IOException {
        return geometry.read(allocator, source, anchor, weights());
    }

    /// Patches of a raster, each read when it comes.
    public PatchReader split(RasterSource source) {
        return new PatchReader(this, source);
    }

    /// Puts patches of any order together: a raster on `grid` of the patches' rank, in the allocator's
    /// memory.
    /// @throws IllegalArgumentException if the aggregation gives no raster, or there is no patch
    public GeoRaster merge(SegmentAllocator allocator, Iterable<Patch> patches, RasterGrid grid) {
        if (!(aggregation instanceof CellAggregation cells)) {
            throw new IllegalArgumentException(aggregation.name() + " gives no raster; use summarise");
        }
        return PatchMerge.merge(allocator, patches, cells, grid);
    }

    /// One result of all patches.
    public static <R> R summarise(GlobalAggregation<R> aggregation, Iterable<Patch> patches, RasterGrid grid) {
        var summary = aggregation.begin();
        for (var patch : patches) {
            try (var arena = Arena.ofConfined()) {
                PatchPlanes.within(arena, patch.data(), patch.window(), NativeWeights.of(arena, patch.weights()), grid)
                        .ifPresent(summary::add);
            }
        }
        return summary.result();
    }
}
