package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Shape;
import dev.stampede.bindings.hdf5.Hdf5Type;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Tells which MATLAB class and shape the objects of a level-7.3 file have, without reading their data.
final class V73Objects {
    private static final long[] EMPTY = {0, 0};

    private final Hdf5Session session;
    private final Hdf5Data data;
    private final Hdf5Attributes attributes;
    private final Path path;

    V73Objects(Hdf5Session session, Path path) {
        this.session = session;
        this.data = new Hdf5Data(session);
        this.attributes = new Hdf5Attributes(session);
        this.path = path;
    }

    V73Object describe(long object) throws IOException {
        var label = attributes.text(object, "MATLAB_class").orElse("");
        if (session.isGroup(object)) {
            return describeGroup(object, label);
        }
        if (!session.isDataset(object)) {
            return new V73Object(null, EMPTY, false, null, false, false);
        }
        var shape = data.shape(object);
        var type = label.isEmpty() ? classOf(shape.type()) : classOf(label);
        boolean empty = attributes.number(object, "MATLAB_empty").orElse(0) != 0;
        boolean complex = shape.complex() && type != null && type.bytes() > 0;
        var dims = empty ? storedDims(object, shape) : matlabDims(shape);
        if (type != null && !empty && Arrays.stream(dims).noneMatch(d -> d == 0)) {
            requireStorage(type, shape, label);
        }
        return new V73Object(type, dims, complex, shape, empty, false);
    }

    private V73Object describeGroup(long group, String label) throws IOException {
        var rows = attributes.number(group, "MATLAB_sparse");
        if (rows.isPresent()) {
            long columns = count(data.shape(session.open(group, "jc"))) - 1;
            boolean complex = session.has(group, "data")
                    && data.shape(session.open(group, "data")).complex();
            return new V73Object(
                    MatClass.SPARSE,
                    new long[] {rows.getAsLong(), columns},
                    complex,
                    null,
                    false,
                    label.equals("logical"));
        }
        boolean struct = label.isEmpty() || label.equals("struct");
        return new V73Object(struct ? MatClass.STRUCT : null, structDims(group), false, null, false, false);
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
    long[] references(long object) throws IOException {
        if (!session.isDataset(object)
                || attributes.text(object, "MATLAB_class").isPresent()) {
            return null;
        }
        var shape = data.shape(object);
        return shape.type() == Hdf5Type.REFERENCE ? matlabDims(shape) : null;
    }

    /// The number of values in a dataset.
    long count(Hdf5Shape shape) throws FormatException {
        return Arrays.stream(matlabDims(shape)).reduce(1, (a, b) -> a * b);
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
                dims[i] = Storage.INT64.whole(segment, i);
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
