package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Patches in space and time: rectangles of pixels, some steps of each. The first axis of the raster is time.
///
/// @param space   rectangles
/// @param time    steps
/// @param coupled pairs of anchors, in order; empty: every anchor of space with every anchor of time
@Named("SpatioTemporalPatcher")
public record SpaceTimePatcher(Patcher space, TimePatcher time, Optional<List<SpaceTime>> coupled)
        implements Configured {
    /// A place and a step.
    public record SpaceTime(PixelAnchor space, int time) {}

    /// A patch in space and time.
    ///
    /// @param space   anchor of the rectangle
    /// @param weights of its pixels
    /// @param time    the steps and their values, (time, ..., row, column)
    public record SpaceTimePatch(PixelAnchor space, Weights weights, TimePatch time) {
        /// The same patch with other data.
        public SpaceTimePatch with(ArrayView result) {
            return new SpaceTimePatch(space, weights, time.with(result));
        }
    }

    /// What became of the steps at one place.
    public record PlaceResult(PixelAnchor space, Object result) {}

    public SpaceTimePatcher {
        coupled = coupled.map(List::copyOf);
    }

    /// Every anchor of space with every anchor of time.
    public static SpaceTimePatcher product(Patcher space, TimePatcher time) {
        return new SpaceTimePatcher(space, time, Optional.empty());
    }

    /// The given pairs, such as places and days of events.
    public static SpaceTimePatcher coupled(Patcher space, TimePatcher time, List<SpaceTime> anchors) {
        return new SpaceTimePatcher(space, time, Optional.of(anchors));
    }

    @Override
    public boolean serialisable() {
        return space.serialisable() && time.serialisable();
    }

    /// The anchors of a raster, space by space.
    /// @throws IllegalArgumentException if a coupled one lies outside the series
    public List<SpaceTime> anchors(RasterSource source) {
        int steps = source.shape()[0];
        if (coupled.isPresent()) {
            coupled.get().forEach(anchor -> TimeGeometry.requireInside(anchor.time(), steps));
            return coupled.get();
        }
        var times = time.anchors(steps);
        var all = new ArrayList<SpaceTime>();
        for (var place : space.anchors(RasterGrid.of(source))) {
            times.forEach(step -> all.add(new SpaceTime(place, step)));
        }
        return all;
    }

    /// Reads all patches, each rectangle once for all steps in a row.
    /// @throws IOException              if the raster cannot be read
    /// @throws IllegalArgumentException if there is no axis before rows and columns
    public List<SpaceTimePatch> split(SegmentAllocator allocator, RasterSource source) throws IOException {
        if (source.shape().length < 3) {
            throw new IllegalArgumentException("the raster has rows and columns only; the axis of time comes first");
        }
        var patches = new ArrayList<SpaceTimePatch>();
        PixelAnchor held = null;
        dev.stampede.patcher.Patch patch = null;
        for (var anchor : anchors(source)) {
            if (!anchor.space().equals(held)) {
                held = anchor.space();
                patch = space.patchAt(allocator, source, held);
            }
            for (var part : time.patchesAt(allocator, patch.data().values(), anchor.time())) {
                patches.add(new SpaceTimePatch(held, patch.weights(), part));
            }
        }
        return patches;
    }

    /// Groups patches by place, in the order in which places first come, and merges the steps of each.
    public List<PlaceResult> merge(SegmentAllocator allocator, List<SpaceTimePatch> patches) {
        var places = new LinkedHashMap<PixelAnchor, List<TimePatch>>();
        for (var patch : patches) {
            places.computeIfAbsent(patch.space(), _ -> new ArrayList<>()).add(patch.time());
        }
        var results = new ArrayList<PlaceResult>();
        places.forEach((place, steps) -> results.add(new PlaceResult(place, time.merge(allocator, steps))));
        return results;
    }
}
