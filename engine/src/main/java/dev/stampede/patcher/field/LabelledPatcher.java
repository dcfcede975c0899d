package dev.stampede.patcher.field;

import dev.stampede.io.labelled.IndexRange;
import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.LabelledSource;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.window.AxisWindow;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rectangular patches of a labelled array along some of its axes, never beyond its end (as `drop`), and their
/// weighted mean. Along two axes of a raster it gives what [dev.stampede.patcher.Patcher] gives.
///
/// @param size   indices of a patch by name of the axis; other axes are taken whole
/// @param step   from one patch to the next, for the same axes
/// @param window weights along each of these axes, which are multiplied
public record LabelledPatcher(Map<String, Integer> size, Map<String, Integer> step, AxisWindow window) {
    /// @throws IllegalArgumentException if the axes differ or a number is below 1
    public LabelledPatcher {
        size = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(size));
        step = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(step));
        if (!size.keySet().equals(step.keySet())
                || size.values().stream().anyMatch(n -> n < 1)
                || step.values().stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "size is " + size + ", step " + step + "; need numbers of at least 1 for the same axes");
        }
    }

    /// The boxes of an array, the last axis fastest.
    /// @throws IllegalArgumentException if an axis is unknown or shorter than a patch
    public List<GridBox> boxes(LabelledSource source) {
        var boxes = List.of(new GridBox(Map.of()));
        for (var dim : source.dims()) {
            if (!size.containsKey(dim)) {
                continue;
            }
            int length = source.shape()[source.axis(dim)];
            int n = Boundary.DROP.count(length, size.get(dim), step.get(dim));
            var more = new ArrayList<GridBox>();
            for (var box : boxes) {
                for (int i = 0; i < n; i++) {
                    var ranges = new LinkedHashMap<>(box.ranges());
                    int from = i * step.get(dim);
                    ranges.put(dim, new IndexRange(from, from + size.get(dim)));
                    more.add(new GridBox(ranges));
                }
            }
            boxes = more;
        }
        size.keySet().forEach(source::axis); // refuses those that are unknown
        return boxes;
    }

    /// A patcher over an array whose anchors are the boxes themselves.
    public FieldPatcher<GridBox, GridBox> over(LabelledSource source) {
        return new FieldPatcher<>(box -> box, boxes(source));
    }

    /// The mean of patches weighted by the window: `NaN` is skipped with its weight, `empty` where there is none.
    /// @param like array the patches were cut from; the result has its axes and coordinates
    public LabelledArray merge(
            SegmentAllocator allocator,
            Iterable<FieldPatch<GridBox, GridBox, LabelledArray>> patches,
            LabelledSource like,
            double empty) {
        var sums = ArrayView.allocate(allocator, DType.FLOAT64, like.shape());
        var weights = ArrayView.allocate(allocator, DType.FLOAT64, like.shape());
        for (var patch : patches) {
            add(patch.indices(), patch.data().values(), like, sums, weights);
        }
        var flatSums = sums.reshape(Math.toIntExact(sums.elements()));
        var flatWeights = weights.reshape(Math.toIntExact(weights.elements()));
        for (int i = 0; i < flatSums.size(0); i++) {
            double weight = flatWeights.get(i);
            flatSums.set(weight == 0 ? empty : flatSums.get(i) / weight, i);
        }
        return new LabelledArray(like.name(), like.dims(), sums, like.coords(), like.attributes());
    }

    private void add(GridBox box, ArrayView values, LabelledSource like, ArrayView sums, ArrayView weights) {
        int rank = values.rank();
        var along = new double[rank][];
        var start = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            var range = box.ranges().get(like.dims().get(axis));
            start[axis] = range == null ? 0 : range.from();
            along[axis] = range == null ? null : window.along(range.length());
        }
        var at = new int[rank];
        var target = start.clone();
        for (long left = values.elements(); left > 0; left--) {
            double value = values.get(at);
            if (!Double.isNaN(value)) {
                double weight = 1;
                for (int axis = 0; axis < rank; axis++) {
                    weight *= along[axis] == null ? 1 : along[axis][at[axis]];
                    target[axis] = start[axis] + at[axis];
                }
                sums.set(Math.fma(value, weight, sums.get(target)), target);
                weights.set(weights.get(target) + weight, target);
            }
            for (int axis = rank - 1; axis >= 0 && ++at[axis] == values.size(axis); axis--) {
                at[axis] = 0;
            }
        }
    }
}
