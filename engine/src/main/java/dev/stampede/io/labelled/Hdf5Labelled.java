package dev.stampede.io.labelled;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Exception;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Type;
import dev.stampede.io.hdf5.Hdf5Numbers;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A variable of a NetCDF-4 or HDF5 file. Datasets of one axis marked as dimension scales (`CLASS` is
/// `DIMENSION_SCALE`) in its group name the axes: each axis takes, in the order in which the file defined them
/// (`_Netcdf4Dimid`, else time before height before rows before columns), the first scale of its size that no
/// axis before it took. Axes that find none are `dim_0`, `dim_1`. The file is opened anew for each read.
public final class Hdf5Labelled implements LabelledSource {
    private static final List<String> ORDER =
            List.of("time", "band", "level", "y", "lat", "latitude", "x", "lon", "longitude");
    private static final List<String> TEXTS =
            List.of("units", "calendar", "long_name", "standard_name", "crs", "grid_mapping");

    private final Path path;
    private final String variable;
    private final DType dtype;
    private final int[] shape;
    private final List<String> dims;
    private final Map<String, double[]> coords;
    private final Map<String, Object> attributes;

    private Hdf5Labelled(
            Path path,
            String variable,
            DType dtype,
            int[] shape,
            List<String> dims,
            Map<String, double[]> coords,
            Map<String, Object> attributes) {
        this.path = path;
        this.variable = variable;
        this.dtype = dtype;
        this.shape = shape;
        this.dims = List.copyOf(dims);
        this.coords = Collections.unmodifiableMap(coords);
        this.attributes = Collections.unmodifiableMap(attributes);
    }

    private record Scale(String name, double[] values, long id, Map<String, Object> attributes) {
        int order() {
            int known = ORDER.indexOf(name.toLowerCase(java.util.Locale.ROOT));
            return id >= 0 ? (int) id : known >= 0 ? known : ORDER.size();
        }
    }

    /// Opens a variable.
    /// @param variable name, groups before it separated by `/`
    /// @throws IOException if the HDF5 library is missing, the file cannot be read, or it has no such variable of
    ///                     numbers
    public static Hdf5Labelled open(Path path, String variable) throws IOException {
        requireLibrary(path);
        int cut = variable.lastIndexOf('/');
        try (var session = Hdf5Session.begin()) {
            long group = session.openFile(path);
            if (cut > 0) {
                for (var part : variable.substring(0, cut).split("/")) {
                    if (!part.isEmpty()) {
                        group = session.open(group, part);
                    }
                }
            }
            var name = variable.substring(cut + 1);
            if (!session.has(group, name)) {
                throw new IOException(path + ": has no variable " + variable + "; it has " + session.members(group));
            }
            long dataset = session.open(group, name);
            var about = new Hdf5Data(session).shape(dataset);
            var type = Hdf5Numbers.dtype(about.type());
            if (type.isEmpty() || about.complex()) {
                throw new IOException(path + ": " + variable + " is no array of real numbers");
            }
            var shape = Arrays.stream(about.dims()).mapToInt(Math::toIntExact).toArray();
            return described(path, variable, type.get(), shape, scales(session, group), texts(session, dataset));
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": " + variable + ": " + e.getMessage(), e);
        }
    }

    /// Names of the variables of numbers at the top of a file that are no dimension scales.
    /// @throws IOException if the HDF5 library is missing or the file cannot be read
    public static List<String> variables(Path path) throws IOException {
        requireLibrary(path);
        try (var session = Hdf5Session.begin()) {
            long group = session.openFile(path);
            var scales = scales(session, group).stream().map(Scale::name).toList();
            var names = new ArrayList<String>();
            for (var member : session.members(group)) {
                long object = session.open(group, member);
                if (session.isDataset(object)
                        && !scales.contains(member)
                        && Hdf5Numbers.dtype(new Hdf5Data(session).shape(object).type())
                                .isPresent()) {
                    names.add(member);
                }
            }
            return names;
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static void requireLibrary(Path path) throws IOException {
        if (Hdf5Library.status() instanceof NativeLibrary.Missing(var _, var reason)) {
            throw new IOException(path + ": cannot be read without the HDF5 library (" + reason
                    + "); install HDF5 or name its file with -Dstampede.native.hdf5.path");
        }
    }

    private static Hdf5Labelled described(
            Path path, String variable, DType type, int[] shape, List<Scale> scales, Map<String, Object> attributes) {
        var free = new ArrayList<>(scales);
        free.sort(java.util.Comparator.comparingInt(Scale::order));
        var dims = new ArrayList<String>();
        var coords = new LinkedHashMap<String, double[]>();
        for (int axis = 0; axis < shape.length; axis++) {
            int size = shape[axis];
            var scale = free.stream().filter(s -> s.values().length == size).findFirst();
            if (scale.isEmpty()) {
                dims.add("dim_" + axis);
                continue;
            }
            free.remove(scale.get());
            var name = scale.get().name();
            dims.add(name);
            coords.put(name, scale.get().values());
            scale.get().attributes().forEach((key, value) -> attributes.put(name + "." + key, value));
        }
        return new Hdf5Labelled(path, variable, type, shape, dims, coords, attributes);
    }

    private static List<Scale> scales(Hdf5Session session, long group) throws IOException {
        var attributes = new Hdf5Attributes(session);
        var data = new Hdf5Data(session);
        var scales = new ArrayList<Scale>();
        for (var member : session.members(group)) {
            long object = session.open(group, member);
            if (!session.isDataset(object)
                    || !attributes.text(object, "CLASS").equals(Optional.of("DIMENSION_SCALE"))) {
                continue;
            }
            var about = data.shape(object);
            if (about.dims().length == 1 && Hdf5Numbers.dtype(about.type()).isPresent()) {
                int n = Math.toIntExact(about.dims()[0]);
                try (var arena = Arena.ofConfined()) {
                    var values = ArrayView.allocate(arena, DType.FLOAT64, n);
                    data.read(object, Hdf5Type.F64, Hdf5Data.Part.WHOLE, null, null, values.segment());
                    var numbers = new double[n];
                    for (int i = 0; i < n; i++) {
                        numbers[i] = values.get(i);
                    }
                    long id = attributes.number(object, "_Netcdf4Dimid").orElse(-1);
                    scales.add(new Scale(member, numbers, id, texts(session, object)));
                }
            }
        }
        return scales;
    }

    private static Map<String, Object> texts(Hdf5Session session, long object) throws IOException {
        var attributes = new Hdf5Attributes(session);
        var found = new LinkedHashMap<String, Object>();
        for (var name : TEXTS) {
            attributes.text(object, name).ifPresent(text -> found.put(name, text));
        }
        return found;
    }

    @Override
    public String name() {
        return variable;
    }

    @Override
    public List<String> dims() {
        return dims;
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public DType dtype() {
        return dtype;
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
        for (int axis = 0; axis < shape.length; axis++) {
            if (start[axis] < 0 || size[axis] < 0 || start[axis] + size[axis] > shape[axis]) {
                throw new IllegalArgumentException("the box from " + Arrays.toString(start) + " of "
                        + Arrays.toString(size) + " does not lie within " + variable + ", " + Arrays.toString(shape));
            }
        }
        var out = ArrayView.allocate(allocator, dtype, size);
        if (out.elements() == 0) {
            return out;
        }
        try (var session = Hdf5Session.begin()) {
            long at = session.openFile(path);
            for (var part : variable.split("/")) {
                if (!part.isEmpty()) {
                    at = session.open(at, part);
                }
            }
            new Hdf5Data(session)
                    .read(at, Hdf5Numbers.memory(dtype), Hdf5Data.Part.WHOLE, longs(start), longs(size), out.segment());
            return out;
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": " + variable + ": " + e.getMessage(), e);
        }
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }
}
