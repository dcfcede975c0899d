package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Layout;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Exception;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Type;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Writes level-7.3 files the way [V73Reader] describes. No times are recorded, so the same content gives
/// the same bytes with the same version of the HDF5 library.
final class V73Writer {
    private static final int USER_BLOCK = 512;
    private static final String REFERENCES = "#refs#";
    private static final long CHUNKS_FROM = 1 << 16;
    private static final long BLOCK_BYTES = 1 << 22;

    private final Hdf5Session session;
    private final Hdf5Data data;
    private final Hdf5Attributes attributes;
    private final long file;
    private long references = -1;
    private long referenceCount;

    private V73Writer(Hdf5Session session, long file) {
        this.session = session;
        this.data = new Hdf5Data(session);
        this.attributes = new Hdf5Attributes(session);
        this.file = file;
    }

    static void write(Path path, SequencedMap<String, MatValue> variables) throws IOException {
        V73File.requireLibrary(path, "write");
        try (var session = Hdf5Session.begin()) {
            long file = session.createFile(path, USER_BLOCK);
            var writer = new V73Writer(session, file);
            if (variables.values().stream().anyMatch(V73Writer::hasReferences)) {
                writer.references = session.createGroup(file, REFERENCES);
            }
            for (var entry : variables.entrySet()) {
                writer.write(file, entry.getKey(), entry.getValue());
            }
            session.closeFile(file);
        } catch (Hdf5Exception e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            FileBytesOut.write(channel, ByteBuffer.wrap(MatHeader.bytes("MATLAB 7.3 MAT-file", 0x0200)));
        }
    }

    private static boolean hasReferences(MatValue value) {
        return switch (value) {
            case MatCell cell -> !cell.isEmpty();
            case MatStruct struct ->
                !struct.isEmpty()
                        && (!isScalar(struct)
                                || struct.fields().values().stream().anyMatch(f -> hasReferences(f.getFirst())));
            default -> false;
        };
    }

    private static boolean isScalar(MatStruct struct) {
        return struct.size() == 1;
    }

    private void write(long group, String name, MatValue value) throws IOException {
        int mark = session.mark();
        try {
            switch (value) {
                case MatSparse sparse -> sparse(group, name, sparse);
                case MatStruct struct when !struct.isEmpty() -> struct(group, name, struct);
                default -> {
                    if (value.isEmpty()) {
                        empty(group, name, value);
                    } else {
                        dataset(group, name, value);
                    }
                }
            }
        } finally {
            session.release(mark);
        }
    }

    private void dataset(long group, String name, MatValue value) throws IOException {
        long dataset = switch (value) {
            case MatArray array -> numbers(group, name, array);
            case MatText text -> units(group, name, text);
            case MatCell cell -> references(group, name, cell.dims(), cell.cells());
            default -> throw new AssertionError(value.describe());
        };
        describe(dataset, value.type());
    }

    private void describe(long object, MatClass type) throws IOException {
        attributes.putText(object, "MATLAB_class", type.label());
        if (type == MatClass.LOGICAL || type == MatClass.CHAR) {
            attributes.putNumber(object, "MATLAB_int_decode", Hdf5Type.I32, type == MatClass.LOGICAL ? 1 : 2);
        }
    }

    private long numbers(long group, String name, MatArray array) throws IOException {
        var type = V73Numbers.typeOf(array.type());
        long[] dims = reversed(array.dims());
        var source = offHeap(array);
        long bytes = array.size() * array.type().bytes();
        if (bytes >= CHUNKS_FROM && V73Chunks.pays(source)) {
            var chunks = new V73Chunks(source, dims);
            long dataset = data.create(group, name, type, array.isComplex(), dims, new Layout(chunks.shape(), true));
            chunks.write(data, dataset);
            return dataset;
        }
        long dataset = data.create(group, name, type, array.isComplex(), dims, Layout.ONE_PIECE);
        if (array.isComplex()) {
            complex(dataset, type, source, dims);
        } else {
            data.write(dataset, type, Part.WHOLE, null, null, source.re());
        }
        return dataset;
    }

    private void complex(long dataset, Hdf5Type type, MatArray array, long[] dims) throws IOException {
        long slab = array.size() / dims[0];
        int bytes = type.bytes();
        long step = Math.clamp(BLOCK_BYTES / (2 * slab * bytes), 1, dims[0]);
        try (var arena = Arena.ofConfined()) {
            var both = arena.allocate(2 * step * slab * bytes, 64);
            var from = new long[dims.length];
            var count = dims.clone();
            for (long at = 0; at < dims[0]; at += step) {
                count[0] = Math.min(step, dims[0] - at);
                from[0] = at;
                Planes.join(array.re(), array.im(), at * slab * bytes, count[0] * slab, bytes, both);
                data.write(dataset, type, Part.BOTH, from, count, both);
            }
        }
    }

    private long units(long group, String name, MatText text) throws IOException {
        var bytes = text.codeUnits().getBytes(StandardCharsets.UTF_16LE);
        if (bytes.length != 2 * text.size()) {
            throw new IllegalArgumentException(
                    text.describe() + " holds " + bytes.length / 2 + " characters, expected " + text.size());
        }
        long dataset = data.create(group, name, Hdf5Type.U16, false, reversed(text.dims()), Layout.ONE_PIECE);
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(bytes.length, 8).copyFrom(MemorySegment.ofArray(bytes));
            data.write(dataset, Hdf5Type.U16, Part.WHOLE, null, null, segment);
        }
        return dataset;
    }

    private long references(long group, String name, long[] dims, List<MatValue> values) throws IOException {
        List<String> names = new ArrayList<>();
        for (var value : values) {
            var target = referenceName(referenceCount++);
            write(references, target, value);
            names.add(target);
        }
        long dataset = data.create(group, name, Hdf5Type.REFERENCE, false, reversed(dims), Layout.ONE_PIECE);
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(8L * names.size(), 8);
            for (int i = 0; i < names.size(); i++) {
                segment.set(Storage.I64, 8L * i, session.reference(references, names.get(i)));
            }
            data.write(dataset, Hdf5Type.REFERENCE, Part.WHOLE, null, null, segment);
        }
        return dataset;
    }

    /// `a`, `b`, … `z`, `aa`, …
    private static String referenceName(long index) {
        var name = new StringBuilder();
        for (long i = index + 1; i > 0; i = (i - 1) / 26) {
            name.append((char) ('a' + (i - 1) % 26));
        }
        return name.reverse().toString();
    }

    private void struct(long parent, String name, MatStruct struct) throws IOException {
        long group = session.createGroup(parent, name);
        describe(group, MatClass.STRUCT);
        attributes.putTexts(group, "MATLAB_fields", List.copyOf(struct.fields().sequencedKeySet()));
        for (var field : struct.fields().entrySet()) {
            if (isScalar(struct)) {
                write(group, field.getKey(), field.getValue().getFirst());
            } else {
                int mark = session.mark();
                references(group, field.getKey(), struct.dims(), field.getValue());
                session.release(mark);
            }
        }
    }

    private void sparse(long parent, String name, MatSparse sparse) throws IOException {
        long group = session.createGroup(parent, name);
        attributes.putText(group, "MATLAB_class", sparse.logical() ? "logical" : "double");
        attributes.putNumber(group, "MATLAB_sparse", Hdf5Type.U64, sparse.dims()[0]);
        if (sparse.logical()) {
            attributes.putNumber(group, "MATLAB_int_decode", Hdf5Type.I32, 1);
        }
        indices(group, "jc", sparse.colStart());
        int count = sparse.rowIndex().length;
        if (count > 0) {
            indices(group, "ir", sparse.rowIndex());
            var values = new MatArray(MatClass.DOUBLE, new long[] {count, 1}, sparse.re(), sparse.im());
            write(group, "data", sparse.logical() ? logical(values) : values);
        }
    }

    private static MatArray logical(MatArray values) {
        return Mat.logical(values.dims(), values.toBooleans());
    }

    private void indices(long group, String name, long[] values) throws IOException {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long dataset = data.create(group, name, Hdf5Type.U64, false, new long[] {values.length}, Layout.ONE_PIECE);
            var segment = arena.allocate(8L * values.length, 8).copyFrom(MemorySegment.ofArray(values));
            data.write(dataset, Hdf5Type.U64, Part.WHOLE, null, null, segment);
            attributes.putText(dataset, "MATLAB_class", MatClass.UINT64.label());
        } finally {
            session.release(mark);
        }
    }

    /// An array without elements: a list holding its shape.
    private void empty(long group, String name, MatValue value) throws IOException {
        long[] dims = value.dims();
        long dataset = data.create(group, name, Hdf5Type.U64, false, new long[] {dims.length}, Layout.ONE_PIECE);
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(8L * dims.length, 8).copyFrom(MemorySegment.ofArray(dims));
            data.write(dataset, Hdf5Type.U64, Part.WHOLE, null, null, segment);
        }
        describe(dataset, value.type());
        attributes.putNumber(dataset, "MATLAB_empty", Hdf5Type.U8, 1);
        if (value instanceof MatStruct struct) {
            attributes.putTexts(
                    dataset, "MATLAB_fields", List.copyOf(struct.fields().sequencedKeySet()));
        }
    }

    private static MatArray offHeap(MatArray array) {
        return new MatArray(
                array.type(), array.dims(), offHeap(array.re()), array.isComplex() ? offHeap(array.im()) : null);
    }

    private static MemorySegment offHeap(MemorySegment segment) {
        return segment.isNative()
                ? segment
                : Arena.ofAuto().allocate(segment.byteSize(), 64).copyFrom(segment);
    }

    private static long[] reversed(long[] dims) {
        var out = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            out[i] = dims[dims.length - 1 - i];
        }
        return out;
    }
}
