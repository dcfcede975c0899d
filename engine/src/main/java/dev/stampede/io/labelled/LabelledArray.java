package dev.stampede.io.labelled;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An array with named axes in memory.
///
/// @param coords numbers along the axes that have some, shared with the caller
public record LabelledArray(
        String name, List<String> dims, ArrayView values, Map<String, double[]> coords, Map<String, Object> attributes)
        implements LabelledSource {
    /// @throws IllegalArgumentException if names and axes, or coordinates and sizes, do not agree
    public LabelledArray {
        dims = List.copyOf(dims);
        coords = Collections.unmodifiableMap(new LinkedHashMap<>(coords));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        if (dims.size() != values.rank() || dims.stream().distinct().count() != dims.size()) {
            throw new IllegalArgumentException("axes " + dims + " do not name those of " + values);
        }
        for (var coordinate : coords.entrySet()) {
            int axis = dims.indexOf(coordinate.getKey());
            if (axis < 0 || coordinate.getValue().length != values.size(axis)) {
                throw new IllegalArgumentException(coordinate.getValue().length + " coordinates along "
                        + coordinate.getKey() + " do not fit " + values + " with axes " + dims);
            }
        }
    }

    /// Without coordinates or attributes.
    public static LabelledArray of(List<String> dims, ArrayView values) {
        return new LabelledArray("array", dims, values, Map.of(), Map.of());
    }

    @Override
    public int[] shape() {
        return values.shape();
    }

    @Override
    public DType dtype() {
        return values.dtype();
    }

    /// A view: nothing is copied.
    @Override
    public ArrayView read(SegmentAllocator allocator, int[] start, int[] size) {
        var part = values;
        for (int axis = 0; axis < start.length; axis++) {
            if (start[axis] < 0 || size[axis] < 0 || start[axis] + size[axis] > values.size(axis)) {
                throw new IllegalArgumentException("the box from " + Arrays.toString(start) + " of "
                        + Arrays.toString(size) + " does not lie within " + values);
            }
            part = part.slice(axis, dev.stampede.raster.Slice.range(start[axis], start[axis] + size[axis]));
        }
        return part;
    }
}
