package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Shape;
import dev.stampede.bindings.hdf5.Hdf5Type;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Reads the values of an open level-7.3 file.
///
/// What MATLAB puts where: the attribute `MATLAB_class` names the class; axes are reversed, so that the bytes lie in
/// MATLAB's order; complex values are compounds of `real` and `imag`; an empty array is a vector holding its shape,
/// with `MATLAB_empty` = 1 (others write a dataset without extent: read too); cells are references; a struct is a
/// group, in a struct array each member is a dataset of references; a sparse matrix is a group of `data`, `ir`, `jc`
/// with the number of rows in `MATLAB_sparse`.
final class V73Reader {
    private static final int MAX_DEPTH = 64;
    private static final long[] EMPTY = {0, 0};

    /// What is known before data are read.
    ///
    /// @param type  `null` if we cannot hold it
    /// @param shape of a dataset; `null` for groups
    /// @param empty whether the dataset holds a shape instead of values
    record About(MatClass type, long[] dims, boolean complex, Hdf5Shape shape, boolean empty, boolean logical) {}

    private final Hdf5Session session;
    private final Hdf5Data data;
    private final Hdf5Attributes attributes;
    private final Path path;
    private final long file;

    V73Reader(Hdf5Session session, Path path, long file) {
        this.session = session;
        this.data = new Hdf5Data(session);
        this.attributes = new Hdf5Attributes(session);
        this.path = path;
        this.file = file;
    }

    About describe(String name) throws IOException {
        int mark = session.mark();
        try {
            return describe(session.open(file, name));
        } finally {
            session.release(mark);
        }
    }

    MatValue read(Arena arena, String name) throws IOException {
        return value(arena, session.open(file, name), name, 0);
    }

    MatArray columns(Arena arena, String name, long from, long to) throws IOException {
        long dataset = session.open(file, name);
        var about = describe(dataset);
        var dims = new long[] {about.dims[0], to - from};
        if (about.empty || dims[0] * dims[1] == 0) {
            return emptyArray(arena, about, dims);
        }
        var numbers = new V73Numbers(data, path, name, dataset, about);
        int rank = about.shape.dims().length;
        if (rank == 2) {
            return numbers.read(arena, dims, new long[] {from, 0}, new long[] {to - from, dims[0]});
        }
        // Columns of an array of other rank are no block of the file.
        var all = numbers.read(arena, about.dims);
        long bytes = dims[0] * about.type.bytes();
        return new MatArray(
                about.type,
                dims,
                all.re().asSlice(from * bytes, dims[1] * bytes),
                all.isComplex() ? all.im().asSlice(from * bytes, dims[1] * bytes) : null);
    }

    private About describe(long object) throws IOException {
        var label = attributes.text(object, "MATLAB_class").orElse("");
        if (session.isGroup(object)) {
            return describeGroup(object, label);
        }
        if (!session.isDataset(object)) {
            return new About(null, EMPTY, false, null, false, false);
        }
        var shape = data.shape(object);
        var type = label.isEmpty() ? classOf(shape.type()) : classOf(label);
        boolean empty = attributes.number(object, "MATLAB_empty").orElse(0) != 0;
        boolean complex = shape.complex() && type != null && type.bytes() > 0;
        var dims = empty ? storedDims(object, shape) : matlabDims(shape);
        if (type != null && !empty && Arrays.stream(dims).noneMatch(d -> d == 0)) {
            requireStorage(type, shape, label);
        }
        return new About(type, dims, complex, shape, empty, false);
    }

    private About describeGroup(long group, String label) throws IOException {
        var rows = attributes.number(group, "MATLAB_sparse");
        if (rows.isPresent()) {
            long columns = data.shape(session.open(group, "jc")).dims()[0] - 1;
            boolean complex = session.has(group, "data")
                    && data.shape(session.open(group, "data")).complex();
            return new About(
                    MatClass.SPARSE,
                    new long[] {rows.getAsLong(), columns},
                    complex,
                    null,
                    false,
                    label.equals("logical"));
        }
        boolean struct = label.isEmpty() || label.equals("struct");
        return new About(struct ? MatClass.STRUCT : null, structDims(group), false, null, false, false);
    }

    /// The shape of a struct array is that of its members, when all of them are plain references.
    private long[] structDims(long group) throws IOException {
        long[] dims = null;
        for (var field : session.members(group)) {
            int mark = session.mark();
            try {
                var references = references(session.open(group, field));
                if (references == null) {
                    return new long[] {1, 1};
                }
                dims = dims == null ? references : dims;
                if (!Arrays.equals(dims, references)) {
                    throw new FormatException(
                            path,
                            "member " + field + " of a struct array is " + Arrays.toString(references) + ", expected "
                                    + Arrays.toString(dims));
                }
            } finally {
                session.release(mark);
            }
        }
        return dims == null ? new long[] {1, 1} : dims;
    }

    /// The shape of a dataset of references without a class, or `null` if the object is something else.
    private long[] references(long object) throws IOException {
        if (!session.isDataset(object)
                || attributes.text(object, "MATLAB_class").isPresent()) {
            return null;
        }
        var shape = data.shape(object);
        return shape.type() == Hdf5Type.REFERENCE ? matlabDims(shape) : null;
    }

    private long[] matlabDims(Hdf5Shape shape) throws FormatException {
        if (!shape.hasData()) {
            return EMPTY;
        }
        long[] from = shape.dims();
        var dims = new long[Math.max(2, from.length)];
        Arrays.fill(dims, 1);
        for (int i = 0; i < from.length; i++) {
            dims[i] = from[from.length - 1 - i];
        }
        requireSize(dims);
        return dims;
    }

    private long[] storedDims(long dataset, Hdf5Shape shape) throws IOException {
        if (shape.dims().length != 1 || shape.dims()[0] < 2 || shape.dims()[0] > 32) {
            throw new FormatException(
                    path,
                    "the shape of an empty array is stored as " + Arrays.toString(shape.dims())
                            + ", expected one list of 2 to 32 numbers");
        }
        int rank = (int) shape.dims()[0];
        var dims = new long[rank];
        try (var scratch = Arena.ofConfined()) {
            var segment = scratch.allocate(8L * rank, 8);
            data.read(dataset, Hdf5Type.I64, Part.WHOLE, null, null, segment);
            for (int i = 0; i < rank; i++) {
                dims[i] = (long) Storage.INT64.whole(segment, i);
            }
        }
        requireSize(dims);
        if (Arrays.stream(dims).reduce(1, (a, b) -> a * b) != 0) {
            throw new FormatException(path, "an array marked empty has shape " + Arrays.toString(dims));
        }
        return dims;
    }

    private void requireSize(long[] dims) throws FormatException {
        long bytes = 16;
        for (long d : dims) {
            if (d < 0 || Math.multiplyHigh(bytes, d) != 0 || bytes * d < 0) {
                throw new FormatException(path, "shape " + Arrays.toString(dims) + " is not possible");
            }
            bytes *= Math.max(1, d);
        }
    }

    private void requireStorage(MatClass type, Hdf5Shape shape, String label) throws FormatException {
        boolean reference = shape.type() == Hdf5Type.REFERENCE;
        boolean fits = type == MatClass.CELL ? reference : type.bytes() > 0 && !reference;
        if (!fits || shape.type() == Hdf5Type.OTHER) {
            throw new FormatException(path, "a dataset of class " + label + " holds " + shape.type());
        }
    }

    private MatValue value(Arena arena, long object, String where, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new FormatException(path, where + ": cells or structs nested deeper than " + MAX_DEPTH);
        }
        var about = describe(object);
        if (about.type == null) {
            throw new FormatException(path, where + ": its class (function handle or object) cannot be read");
        }
        return switch (about.type) {
            case STRUCT -> struct(arena, object, about, where, depth);
            case SPARSE -> sparse(arena, object, about, where);
            case CELL -> new MatCell(about.dims, cells(arena, object, about, where, depth));
            case CHAR -> text(object, about, where);
            default ->
                about.empty || product(about.dims) == 0
                        ? emptyArray(arena, about, about.dims)
                        : new V73Numbers(data, path, where, object, about).read(arena, about.dims);
        };
    }

    private static MatArray emptyArray(Arena arena, About about, long[] dims) {
        return new MatArray(about.type, dims, arena.allocate(8, 64), about.complex ? arena.allocate(8, 64) : null);
    }

    private static long product(long[] dims) {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    private MatText text(long dataset, About about, String where) throws IOException {
        if (about.empty || product(about.dims) == 0) {
            return new MatText(about.dims, "");
        }
        try (var scratch = Arena.ofConfined()) {
            var units = new V73Numbers(data, path, where, dataset, about).read(scratch, about.dims);
            var bytes = units.re().asSlice(0, 2 * units.size()).toArray(ValueLayout.JAVA_BYTE);
            return new MatText(about.dims, new String(bytes, StandardCharsets.UTF_16LE));
        }
    }

    private List<MatValue> cells(Arena arena, long dataset, About about, String where, int depth) throws IOException {
        List<MatValue> values = new ArrayList<>();
        if (about.empty || product(about.dims) == 0) {
            return values;
        }
        try (var scratch = Arena.ofConfined()) {
            long count = product(about.dims);
            V73Numbers.requirePresent(path, where, about.shape);
            var references = scratch.allocate(8 * count, 8);
            data.read(dataset, Hdf5Type.REFERENCE, Part.WHOLE, null, null, references);
            for (long i = 0; i < count; i++) {
                int mark = session.mark();
                try {
                    long target = session.dereference(file, Storage.UINT64.whole(references, i));
                    values.add(value(arena, target, where + "{" + (i + 1) + "}", depth + 1));
                } finally {
                    session.release(mark);
                }
            }
        }
        return values;
    }

    private MatStruct struct(Arena arena, long object, About about, String where, int depth) throws IOException {
        var fields = new LinkedHashMap<String, List<MatValue>>();
        var names = attributes.texts(object, "MATLAB_fields");
        if (about.shape != null) {
            if (names != null) {
                names.forEach(name -> fields.put(name, List.of()));
            }
            return new MatStruct(about.dims, fields);
        }
        for (var name : names == null ? session.members(object) : names) {
            int mark = session.mark();
            try {
                long member = session.open(object, name);
                var place = where + "." + name;
                fields.put(
                        name,
                        references(member) == null
                                ? List.of(value(arena, member, place, depth + 1))
                                : cells(arena, member, describe(member), place, depth));
            } finally {
                session.release(mark);
            }
        }
        return new MatStruct(about.dims, fields);
    }

    private MatSparse sparse(Arena arena, long group, About about, String where) throws IOException {
        long[] starts = indices(group, "jc", where);
        int stored = (int) Math.max(0, starts[starts.length - 1]);
        long[] rows = stored == 0 ? new long[0] : indices(group, "ir", where);
        MemorySegment re = arena.allocate(8, 64);
        MemorySegment im = about.complex ? arena.allocate(8, 64) : null;
        if (stored > 0) {
            long dataset = session.open(group, "data");
            var values = describe(dataset);
            if (product(values.dims) < stored) {
                throw new FormatException(path, where + ": " + product(values.dims) + " values, expected " + stored);
            }
            var wide = new About(MatClass.DOUBLE, values.dims, values.complex, values.shape, false, false);
            var numbers = new V73Numbers(data, path, where, dataset, wide).read(arena, values.dims);
            re = numbers.re();
            im = numbers.im();
        }
        SparseIndices.require(path, where, about.dims, rows, starts);
        return new MatSparse(about.dims, about.logical, Arrays.copyOf(rows, stored), starts, re, im);
    }

    private long[] indices(long group, String name, String where) throws IOException {
        int mark = session.mark();
        try (var scratch = Arena.ofConfined()) {
            long dataset = session.open(group, name);
            var shape = data.shape(dataset);
            var dims = matlabDims(shape);
            long count = product(dims);
            if (count < 1 || count > Integer.MAX_VALUE - 16) {
                throw new FormatException(path, where + ": " + count + " entries in " + name);
            }
            V73Numbers.requirePresent(path, where, shape);
            var segment = scratch.allocate(8 * count, 8);
            data.read(dataset, Hdf5Type.I64, Part.WHOLE, null, null, segment);
            return segment.toArray(Storage.I64);
        } finally {
            session.release(mark);
        }
    }

    private static MatClass classOf(String label) {
        for (var type : MatClass.values()) {
            if (type != MatClass.SPARSE && type.label().equals(label.toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        return null;
    }

    private static MatClass classOf(Hdf5Type type) {
        return switch (type) {
            case I8 -> MatClass.INT8;
            case I16 -> MatClass.INT16;
            case I32 -> MatClass.INT32;
            case I64 -> MatClass.INT64;
            case U8 -> MatClass.UINT8;
            case U16 -> MatClass.UINT16;
            case U32 -> MatClass.UINT32;
            case U64 -> MatClass.UINT64;
            case F32 -> MatClass.SINGLE;
            case F64 -> MatClass.DOUBLE;
            case REFERENCE -> MatClass.CELL;
            case OTHER -> null;
        };
    }
}
