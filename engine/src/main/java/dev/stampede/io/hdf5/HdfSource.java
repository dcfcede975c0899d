package dev.stampede.io.hdf5;

import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Exception;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.BoxSource;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// A variable of an HDF5 file with rows and columns as its last axes, read window by window; one axis before
/// them counts as bands, two as times and bands. Values are those of the file, neither scaled nor shifted.
///
/// The value that means "no data" is `_FillValue`, else `missing_value`; `units`, `long_name`, `scale_factor` and
/// `add_offset` become attributes of the same name. HDF5 says nothing of the place on the map, so that [#at] does.
///
/// The file is opened for each read, and one read at a time takes the library.
public final class HdfSource implements BoxSource {
    private static final int MAX_RANK = 4;
    private static final List<String> FILLS = List.of("_FillValue", "missing_value");
    private static final List<String> TEXTS = List.of("units", "long_name");
    private static final List<String> NUMBERS = List.of("scale_factor", "add_offset");

    /// What the file says of the variable.
    private record Variable(DType dtype, int[] shape, OptionalDouble fill, Attributes attributes) {}

    private final Path path;
    private final String name;
    private final Variable variable;
    private final Affine affine;
    private final Crs crs;

    private HdfSource(Path path, String name, Variable variable, Affine affine, Crs crs) {
        this.path = path;
        this.name = name;
        this.variable = variable;
        this.affine = affine;
        this.crs = crs;
    }

    /// Opens a variable.
    /// @param dataset its name, with those of the groups it is in: `science/grids/height`
    /// @throws IOException if the HDF5 library or the file is missing, the file is damaged, or there is no
    /// variable of this name with 2 to 4 axes of real numbers; lists what there is
    public static HdfSource open(Path path, String dataset) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try (var session = Hdf5Session.begin()) {
            long object = find(session, path, dataset);
            return new HdfSource(path, dataset, describe(session, path, dataset, object), Affine.IDENTITY, Crs.NONE);
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": cannot be read as HDF5: " + e.getMessage(), e);
        }
    }

    /// The same variable at a place on the map.
    public HdfSource at(Affine grid, Crs system) {
        return new HdfSource(path, name, variable, grid, system);
    }

    private static long find(Hdf5Session session, Path path, String dataset) throws IOException {
        long group = session.openFile(path);
        for (var part :
                Arrays.stream(dataset.split("/")).filter(p -> !p.isEmpty()).toList()) {
            if (!session.isGroup(group) && session.isDataset(group) || !session.has(group, part)) {
                throw new IOException(path + ": has no variable " + dataset + "; " + there(session, group));
            }
            group = session.open(group, part);
        }
        if (!session.isDataset(group)) {
            throw new IOException(
                    path + ": " + (dataset.isEmpty() ? "/" : dataset) + " is no variable; " + there(session, group));
        }
        return group;
    }

    private static String there(Hdf5Session session, long group) throws IOException {
        return session.isDataset(group)
                ? "a variable holds no others"
                : "there are " + String.join(", ", session.members(group));
    }

    private static Variable describe(Hdf5Session session, Path path, String dataset, long object) throws IOException {
        var shape = new Hdf5Data(session).shape(object);
        long[] dims = shape.dims();
        boolean sized = Arrays.stream(dims).allMatch(n -> n >= 1 && n <= Integer.MAX_VALUE);
        if (dims.length < 2 || dims.length > MAX_RANK || !sized || shape.complex()) {
            throw new IOException(path + ": variable " + dataset + " is " + (shape.complex() ? "complex " : "")
                    + Arrays.toString(dims) + "; a raster has rows and columns, and up to two axes before them");
        }
        var said = new LinkedHashMap<String, Object>();
        var attributes = new Hdf5Attributes(session);
        for (var text : TEXTS) {
            try {
                attributes.text(object, text).ifPresent(value -> said.put(text, value));
            } catch (Hdf5Exception strange) {
                // of another kind: left out, it is not needed to read the numbers
            }
        }
        for (var number : NUMBERS) {
            attributes.real(object, number).ifPresent(value -> said.put(number, value));
        }
        var fill = OptionalDouble.empty();
        for (var key : FILLS) {
            fill = fill.isPresent() ? fill : attributes.real(object, key);
        }
        int[] sizes = Arrays.stream(dims).mapToInt(n -> (int) n).toArray();
        var type = Hdf5Numbers.dtype(shape.type())
                .orElseThrow(() -> new IOException(path + ": variable " + dataset + " holds no numbers"));
        return new Variable(type, sizes, fill, new Attributes(said));
    }

    @Override
    public DType dtype() {
        return variable.dtype();
    }

    @Override
    public int[] shape() {
        return variable.shape().clone();
    }

    @Override
    public Affine affine() {
        return affine;
    }

    @Override
    public Crs crs() {
        return crs;
    }

    @Override
    public OptionalDouble fill() {
        return variable.fill();
    }

    @Override
    public Attributes attributes() {
        return variable.attributes();
    }

    @Override
    public ArrayView readBox(SegmentAllocator allocator, int[] start, int[] size) throws IOException {
        var part = ArrayView.allocate(allocator, dtype(), size);
        try (var session = Hdf5Session.begin()) {
            long object = find(session, path, name);
            var data = new Hdf5Data(session);
            if (!Arrays.equals(data.shape(object).dims(), longs(variable.shape()))) {
                throw new IOException(path + ": variable " + name + " has changed since it was opened");
            }
            data.read(object, Hdf5Numbers.memory(dtype()), Part.WHOLE, longs(start), longs(size), part.segment());
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": variable " + name + " cannot be read: " + e.getMessage(), e);
        }
        return part;
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }
}
