package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Slice;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Cuts a series into patches along time and puts them together.
///
/// @param geometry    which steps belong to an anchor
/// @param sampler     which steps are anchors
/// @param window      how much each step of a patch counts
/// @param aggregation what becomes of the patches
@Named("TemporalPatcher")
public record TimePatcher(TimeGeometry geometry, TimeSampler sampler, TimeWindow window, TimeAggregation<?> aggregation)
        implements Configured {
    @Override
    public boolean serialisable() {
        return aggregation.serialisable();
    }

    public List<Integer> anchors(int steps) {
        return sampler.anchors(steps);
    }

    /// The patches of a series, by anchor, then by scale. Views where steps follow one another.
    /// @param allocator for copies of steps that do not
    /// @param series    the first axis is time
    public List<TimePatch> split(SegmentAllocator allocator, ArrayView series) {
        var patches = new ArrayList<TimePatch>();
        for (int anchor : anchors(series.size(0))) {
            patches.addAll(patchesAt(allocator, series, anchor));
        }
        return patches;
    }

    /// Those of one anchor, one for each scale.
    public List<TimePatch> patchesAt(SegmentAllocator allocator, ArrayView series, int anchor) {
        var all = geometry.steps(anchor, series.size(0));
        var patches = new ArrayList<TimePatch>(all.size());
        for (int scale = 0; scale < all.size(); scale++) {
            var steps = all.get(scale);
            patches.add(
                    new TimePatch(anchor, scale, steps, taken(allocator, series, steps), window.weights(steps.size())));
        }
        return patches;
    }

    private static ArrayView taken(SegmentAllocator allocator, ArrayView series, List<Integer> steps) {
        int first = steps.getFirst();
        if (steps.getLast() - first == steps.size() - 1) {
            return series.slice(0, Slice.range(first, first + steps.size()));
        }
        var shape = series.shape();
        shape[0] = steps.size();
        var out = ArrayView.allocate(allocator, series.dtype(), shape);
        for (int i = 0; i < steps.size(); i++) {
            out.slice(0, Slice.range(i, i + 1)).copyFrom(series.slice(0, Slice.range(steps.get(i), steps.get(i) + 1)));
        }
        return out;
    }

    /// Puts patches together as the aggregation says.
    public Object merge(SegmentAllocator allocator, List<TimePatch> patches) {
        return aggregation.merge(allocator, patches);
    }
}
