package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Session;
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

/// Reads the values of an open level-7.3 file.
///
/// What MATLAB puts where: the attribute `MATLAB_class` names the class; axes are reversed, so that the
/// bytes lie in MATLAB's order; complex values are compounds of `real` and `imag`; an empty array is a
/// vector holding its shape, with `MATLAB_empty` = 1 (others write a dataset without extent: read too);
/// cells are references; a struct is a group, in a struct array each member is a dataset of references; a
/// sparse matrix is a group of `data`, `ir`, `jc` with the number of rows in `MATLAB_sparse`.
final class V73Reader {
    private static final int MAX_DEPTH = 64;
    private final Hdf5Session session;
    private final Hdf5Data data;
    private final Hdf5Attributes attributes;
    private final V73Objects objects;
    private final Path path;
    private final long file;

    V73Reader(Hdf5Session session, Path path, long file) {
        this.session = session;
        this.data = new Hdf5Data(session);
        this.attributes = new Hdf5Attributes(session);
        this.objects = new V73Objects(session, path);
        this.path = path;
        this.file = file;
    }

    V73Object describe(String name) throws IOException {
        int mark = session.mark();
        try {
            return objects.describe(session.open(file, name));
        } finally {
            session.release(mark);
        }
    }

    MatValue read(Arena arena, String name) throws IOException {
        return value(arena, session.open(file, name), name, 0);
    }

    MatArray columns(Arena arena, String name, long from, long to) throws IOException {
        long dataset = session.open(file, name);
        var about = objects.describe(dataset);
        var dims = new long[] {about.dims()[0], to - from};
        if (about.empty() || dims[0] * dims[1] == 0) {
            return emptyArray(arena, about, dims);
        }
        var numbers = new V73Numbers(data, path, name, dataset, about);
        int rank = about.shape().dims().length;
        if (rank == 2) {
            return numbers.read(arena, dims, new long[] {from, 0}, new long[] {to - from, dims[0]});
        }
        // Columns of an array of other rank are no block of the file.
        var all = numbers.read(arena, about.dims());
        long bytes = dims[0] * about.type().bytes();
        return new MatArray(
                about.type(),
                dims,
                all.re().asSlice(from * bytes, dims[1] * bytes),
                all.isComplex() ? all.im().asSlice(from * bytes, dims[1] * bytes) : null);
    }

    private MatValue value(Arena arena, long object, String where, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new FormatException(path, where + ": cells or structs nested deeper than " + MAX_DEPTH);
        }
        var about = objects.describe(object);
        if (about.type() == null) {
            throw new FormatException(path, where + ": its class (function handle or object) cannot be read");
        }
        return switch (about.type()) {
            case STRUCT -> struct(arena, object, about, where, depth);
            case SPARSE -> sparse(arena, object, about, where);
            case CELL -> new MatCell(about.dims(), cells(arena, object, about, where, depth));
            case CHAR -> text(object, about, where);
            default ->
                about.isEmpty()
                        ? emptyArray(arena, about, about.dims())
                        : new V73Numbers(data, path, where, object, about).read(arena, about.dims());
        };
    }

    private static MatArray emptyArray(Arena arena, V73Object about, long[] dims) {
        return new MatArray(about.type(), dims, arena.allocate(8, 64), about.complex() ? arena.allocate(8, 64) : null);
    }

    private MatText text(long dataset, V73Object about, String where) throws IOException {
        if (about.isEmpty()) {
            return new MatText(about.dims(), "");
        }
        try (var scratch = Arena.ofConfined()) {
            var units = new V73Numbers(data, path, where, dataset, about).read(scratch, about.dims());
            var bytes = units.re().asSlice(0, 2 * units.size()).toArray(ValueLayout.JAVA_BYTE);
            return new MatText(about.dims(), new String(bytes, StandardCharsets.UTF_16LE));
        }
    }

    private List<MatValue> cells(Arena arena, long dataset, V73Object about, String where, int depth)
            throws IOException {
        List<MatValue> values = new ArrayList<>();
        if (about.isEmpty()) {
            return values;
        }
        try (var scratch = Arena.ofConfined()) {
            long count = about.size();
            V73Numbers.requirePresent(path, where, about.shape());
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

    private MatStruct struct(Arena arena, long object, V73Object about, String where, int depth) throws IOException {
        var fields = new LinkedHashMap<String, List<MatValue>>();
        var names = attributes.texts(object, "MATLAB_fields");
        if (about.shape() != null) {
            if (names != null) {
                names.forEach(name -> fields.put(name, List.of()));
            }
            return new MatStruct(about.dims(), fields);
        }
        for (var name : names == null ? session.members(object) : names) {
            int mark = session.mark();
            try {
                long member = session.open(object, name);
                var place = where + "." + name;
                fields.put(
                        name,
                        objects.references(member) == null
                                ? List.of(value(arena, member, place, depth + 1))
                                : cells(arena, member, objects.describe(member), place, depth));
            } finally {
                session.release(mark);
            }
        }
        return new MatStruct(about.dims(), fields);
    }

    private MatSparse sparse(Arena arena, long group, V73Object about, String where) throws IOException {
        long[] starts = indices(group, "jc", where);
        int stored = (int) Math.max(0, starts[starts.length - 1]);
        long[] rows = stored == 0 ? new long[0] : indices(group, "ir", where);
        MemorySegment re = arena.allocate(8, 64);
        MemorySegment im = about.complex() ? arena.allocate(8, 64) : null;
        if (stored > 0) {
            long dataset = session.open(group, "data");
            var values = objects.describe(dataset);
            if (values.size() < stored) {
                throw new FormatException(path, where + ": " + values.size() + " values, expected " + stored);
            }
            var wide = new V73Object(MatClass.DOUBLE, values.dims(), values.complex(), values.shape(), false, false);
            var numbers = new V73Numbers(data, path, where, dataset, wide).read(arena, values.dims());
            re = numbers.re();
            im = numbers.im();
        }
        SparseIndices.require(path, where, about.dims(), rows, starts);
        return new MatSparse(about.dims(), about.logical(), Arrays.copyOf(rows, stored), starts, re, im);
    }

    private long[] indices(long group, String name, String where) throws IOException {
        int mark = session.mark();
        try (var scratch = Arena.ofConfined()) {
            long dataset = session.open(group, name);
            var shape = data.shape(dataset);
            long count = objects.count(shape);
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
}
