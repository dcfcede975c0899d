package dev.stampede.io.labelled;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An array with named axes that boxes can be read from. Any number of threads may read at once.
public interface LabelledSource {
    /// The variable's name.
    String name();

    /// Names of the axes, slowest first.
    List<String> dims();

    int[] shape();

    DType dtype();

    /// Coordinates along the axes that have some: one number for each index.
    Map<String, double[]> coords();

    /// What is said about the array and its coordinates, the latter as `axis.attribute`: `time.units`.
    Map<String, Object> attributes();

    /// Reads a box.
    /// @throws IOException              if it cannot be read
    /// @throws IllegalArgumentException if the box does not lie within the array
    ArrayView read(SegmentAllocator allocator, int[] start, int[] size) throws IOException;

    /// The axis of a name.
    /// @throws IllegalArgumentException if there is none; names those there are
    default int axis(String dim) {
        int axis = dims().indexOf(dim);
        if (axis < 0) {
            throw new IllegalArgumentException(name() + " has no axis " + dim + "; it has " + dims());
        }
        return axis;
    }

    /// Reads part of some axes and all of the others, with their coordinates.
    /// @param parts by name of the axis
    /// @throws IOException              if it cannot be read
    /// @throws IllegalArgumentException if an axis is unknown or a part lies outside
    default LabelledArray select(SegmentAllocator allocator, Map<String, IndexRange> parts) throws IOException {
        var start = new int[dims().size()];
        var size = shape();
        var kept = new LinkedHashMap<>(coords());
        for (var part : parts.entrySet()) {
            int axis = axis(part.getKey());
            var range = part.getValue();
            if (range.to() > size[axis]) {
                throw new IllegalArgumentException(
                        part.getKey() + " " + range + " lies outside the " + size[axis] + " of " + name());
            }
            start[axis] = range.from();
            size[axis] = range.length();
            kept.computeIfPresent(
                    part.getKey(), (_, all) -> java.util.Arrays.copyOfRange(all, range.from(), range.to()));
        }
        return new LabelledArray(name(), dims(), read(allocator, start, size), kept, attributes());
    }
}
