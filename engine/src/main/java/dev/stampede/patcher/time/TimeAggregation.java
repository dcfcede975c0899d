package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Slice;
import java.lang.foreign.SegmentAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// What becomes of patches along time.
///
/// @param <R> result
public sealed interface TimeAggregation<R> extends Configured {
    /// @param allocator for results
    /// @param patches   in the order of anchors
    R merge(SegmentAllocator allocator, List<TimePatch> patches);

    /// `state = fn(state, patch)` from `init` on, in the order of anchors. Cannot be stored in a file.
    @Named("TemporalFold")
    record Fold<R>(BiFunction<R, TimePatch, R> fn, R init) implements TimeAggregation<R> {
        @Override
        public R merge(SegmentAllocator allocator, List<TimePatch> patches) {
            R state = init;
            for (var patch : patches) {
                state = fn.apply(state, patch);
            }
            return state;
        }

        @Override
        public boolean serialisable() {
            return false;
        }
    }

    /// The plain mean of the data of all patches, cell by cell, in double precision: weights do not count, NaN
    /// stays. A single 0 if there is no patch.
    @Named("TemporalMean")
    record Mean() implements TimeAggregation<ArrayView> {
        /// @throws IllegalArgumentException if data differ in shape
        @Override
        public ArrayView merge(SegmentAllocator allocator, List<TimePatch> patches) {
            if (patches.isEmpty()) {
                return ArrayView.allocate(allocator, DType.FLOAT64, 1);
            }
            var first = patches.getFirst();
            var sum = ArrayView.allocate(allocator, DType.FLOAT64, first.data().shape());
            var flat = sum.reshape(Math.toIntExact(sum.elements()));
            for (var patch : patches) {
                if (!patch.data().sameShape(first.data())) {
                    throw new IllegalArgumentException("the patch at step " + patch.anchor() + " is " + patch.data()
                            + ", the first one " + first.data() + "; a mean needs patches of one shape");
                }
                var own = patch.data().copyAs(allocator, DType.FLOAT64).reshape(flat.size(0));
                for (int i = 0; i < flat.size(0); i++) {
                    flat.set(flat.get(i) + own.get(i), i);
                }
            }
            for (int i = 0; i < flat.size(0); i++) {
                flat.set(flat.get(i) / patches.size(), i);
            }
            return sum;
        }
    }

    /// The data by anchor and scale. A window that the beginning of the series cut short is still that of its scale.
    ///
    /// @param scales of the geometry, in its order
    @Named("HierarchicalCombine")
    record HierarchicalCombine(List<Integer> scales) implements TimeAggregation<Map<Integer, Map<Integer, ArrayView>>> {
        public HierarchicalCombine {
            scales = List.copyOf(scales);
        }

        /// @throws IllegalArgumentException if a patch is of a scale that was not named
        @Override
        public Map<Integer, Map<Integer, ArrayView>> merge(SegmentAllocator allocator, List<TimePatch> patches) {
            var all = new LinkedHashMap<Integer, Map<Integer, ArrayView>>();
            for (var patch : patches) {
                if (patch.scale() >= scales.size()) {
                    throw new IllegalArgumentException("the patch at step " + patch.anchor() + " is of scale number "
                            + patch.scale() + ", there are " + scales);
                }
                all.computeIfAbsent(patch.anchor(), _ -> new LinkedHashMap<>())
                        .put(scales.get(patch.scale()), patch.data());
            }
            return all;
        }
    }

    /// The last steps of each patch by anchor: what was foretold.
    ///
    /// @param horizon  number of steps, at least 1
    /// @param timeAxis of the data
    @Named("Forecast")
    record Forecast(@Default("1") int horizon, @Default("0") int timeAxis)
            implements TimeAggregation<Map<Integer, ArrayView>> {
        /// @throws IllegalArgumentException naming the parameter below its least value
        public Forecast {
            TimeGeometry.requireAtLeast("horizon", horizon, 1);
            TimeGeometry.requireAtLeast("time_axis", timeAxis, 0);
        }

        @Override
        public Map<Integer, ArrayView> merge(SegmentAllocator allocator, List<TimePatch> patches) {
            var last = new LinkedHashMap<Integer, ArrayView>();
            for (var patch : patches) {
                int n = patch.data().size(timeAxis);
                last.put(patch.anchor(), patch.data().slice(timeAxis, Slice.range(Math.max(0, n - horizon), n)));
            }
            return last;
        }
    }
}
