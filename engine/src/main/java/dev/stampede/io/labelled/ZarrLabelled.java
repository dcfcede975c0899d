package dev.stampede.io.labelled;

import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrGroup;
import dev.stampede.io.zarr.ZarrLayout;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A variable of a Zarr group. The axes have the names the array gives them (`dimension_names`, or
/// `_ARRAY_DIMENSIONS` in version 2); an array of one axis beside it that has the name of an axis holds its
/// coordinates.
public final class ZarrLabelled implements LabelledSource {
    private final ZarrArray array;
    private final List<String> dims;
    private final Map<String, double[]> coords = new LinkedHashMap<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    private ZarrLabelled(ZarrArray array) throws IOException {
        this.array = array;
        this.dims = array.layout().dims();
        if (dims.isEmpty()) {
            throw new IOException(array.folder() + ": its axes have no names (dimension_names in version 3,"
                    + " _ARRAY_DIMENSIONS in version 2); read it as a raster or name them");
        }
        attributes.putAll(array.layout().attributes());
        var group = array.folder().toAbsolutePath().getParent();
        for (int axis = 0; axis < dims.size(); axis++) {
            var beside = group.resolve(dims.get(axis));
            if (!dims.get(axis).isEmpty() && ZarrArray.isIn(beside)) {
                coordinates(ZarrArray.open(beside), dims.get(axis), array.shape()[axis]);
            }
        }
    }

    private void coordinates(ZarrArray beside, String dim, int size) throws IOException {
        if (beside.shape().length != 1 || beside.shape()[0] != size) {
            return;
        }
        try (var arena = Arena.ofConfined()) {
            var values = beside.readAll(arena);
            var numbers = new double[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = values.get(i);
            }
            coords.put(dim, numbers);
        }
        beside.layout().attributes().forEach((key, value) -> attributes.put(dim + "." + key, value));
    }

    /// Opens a variable.
    /// @throws IOException if it is no array, or its axes have no names
    public static ZarrLabelled open(Path group, String variable) throws IOException {
        return new ZarrLabelled(ZarrArray.open(group.resolve(variable)));
    }

    /// Writes an array and its coordinates into a group, one chunk for each index of the first axis of three or
    /// more, one for all of fewer.
    /// @throws IOException if the folder holds something else, or cannot be written
    public static void write(Path group, LabelledArray array, ZarrFormat format) throws IOException {
        ZarrGroup.create(group, "", format);
        for (var coordinate : array.coords().entrySet()) {
            int n = coordinate.getValue().length;
            var about = new LinkedHashMap<String, Object>();
            var prefix = coordinate.getKey() + ".";
            array.attributes().forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    about.put(key.substring(prefix.length()), value);
                }
            });
            var layout = ZarrLayout.of(format, DType.FLOAT64, new int[] {n}, new int[] {n})
                    .withDims(List.of(coordinate.getKey()))
                    .withAttributes(about);
            try (var arena = Arena.ofConfined()) {
                var numbers = ArrayView.allocate(arena, DType.FLOAT64, n);
                for (int i = 0; i < n; i++) {
                    numbers.set(coordinate.getValue()[i], i);
                }
                ZarrArray.create(group.resolve(coordinate.getKey()), layout).write(new int[1], numbers);
            }
        }
        var chunks = array.shape();
        if (chunks.length > 2) {
            chunks[0] = 1;
        }
        var own = new LinkedHashMap<String, Object>(array.attributes());
        own.keySet().removeIf(key -> array.dims().stream().anyMatch(dim -> key.startsWith(dim + ".")));
        var layout = ZarrLayout.of(format, array.dtype(), array.shape(), chunks)
                .withDims(array.dims())
                .withAttributes(own);
        var stored = ZarrArray.begin(group.resolve(array.name()), layout);
        stored.write(new int[array.dims().size()], array.values());
        stored.publish();
    }

    @Override
    public String name() {
        return array.folder().getFileName().toString();
    }

    @Override
    public List<String> dims() {
        return dims;
    }

    @Override
    public int[] shape() {
        return array.shape();
    }

    @Override
    public DType dtype() {
        return array.dtype();
    }

    @Override
    public Map<String, double[]> coords() {
        return coords;
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public ArrayView read(SegmentAllocator allocator, int[] start, int[] size) throws IOException {
        return array.read(allocator, start, size);
    }
}
