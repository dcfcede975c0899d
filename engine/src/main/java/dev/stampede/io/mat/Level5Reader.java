package dev.stampede.io.mat;

import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads one level-5 array element (`miMATRIX`) from a source of bytes. Every length is compared with what
/// its parent and the file can hold before memory is allocated.
final class Level5Reader {
    private static final int MAX_DEPTH = 64;
    private static final int CHUNK = 1 << 16;

    /// What stands before the data of an array.
    ///
    /// @param type  class, or `null` if we cannot hold it
    /// @param code  array class number of the file
    /// @param nzmax room for values of a sparse matrix
    record Header(MatClass type, int code, boolean complex, boolean logical, long nzmax, long[] dims, String name) {
        MatVariable variable() {
            return new MatVariable(name, type, dims, complex);
        }

        long size() {
            return Arrays.stream(dims).reduce(1, Math::multiplyExact);
        }
    }

    private final ByteSource in;

    Level5Reader(ByteSource in) {
        this.in = in;
    }

    /// Reads the tag of an array element; returns the position of its end.
    long matrixEnd(long parentEnd) throws IOException {
        var tag = Level5Tag.read(in, parentEnd);
        if (tag.type() != Level5.MATRIX) {
            throw in.damaged("element type " + tag.type() + ", expected an array (14)");
        }
        return in.position() + tag.bytes();
    }

    /// The next array element, inside a parent that ends at `parentEnd`.
    MatValue matrix(Arena arena, long parentEnd, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw in.damaged("cells or structs nested deeper than " + MAX_DEPTH);
        }
        long end = matrixEnd(parentEnd);
        if (end == in.position()) {
            return Mat.empty();
        }
        var header = header(end);
        var value = body(arena, header, end, depth);
        in.skip(end - in.position());
        return value;
    }

    private MatValue body(Arena arena, Header header, long end, int depth) throws IOException {
        if (header.type == null) {
            throw in.damaged("array class " + header.code + " (function handle or object) cannot be read");
        }
        return switch (header.type) {
            case CELL -> new MatCell(header.dims, matrices(arena, header.size(), end, depth));
            case STRUCT -> struct(arena, header, end, depth);
            case CHAR -> text(header, end);
            case SPARSE -> sparse(arena, header, end);
            default -> array(arena, header, end);
        };
    }

    /// Reads flags, shape and name.
    Header header(long end) throws IOException {
        var tag = Level5Tag.read(in, end);
        if (tag.bytes() != 8) {
            throw in.damaged("array flags of " + tag.bytes() + " bytes, expected 8");
        }
        int flags = in.readInt();
        long nzmax = in.readUnsignedInt();
        int code = flags & 0xff;
        boolean logical = (flags >> 8 & Level5.FLAG_LOGICAL) != 0;
        boolean complex = (flags >> 8 & Level5.FLAG_COMPLEX) != 0;
        var type = Level5.classOf(code);
        if (type == null) {
            if (code != Level5.FUNCTION && code != Level5.OPAQUE) {
                throw in.damaged("array class " + code + ", expected 1 to 17");
            }
            return new Header(null, code, complex, logical, nzmax, new long[] {0, 0}, "");
        }
        boolean numeric = type.bytes() > 0 && type != MatClass.CHAR;
        long[] dims = dims(end, Math.max(1, type.bytes()));
        return new Header(
                logical && numeric ? MatClass.LOGICAL : type, code, complex, logical, nzmax, dims, string(end));
    }

    private long[] dims(long end, int elementBytes) throws IOException {
        var tag = Level5Tag.read(in, end);
        int n = (int) (tag.bytes() / 4);
        if (tag.bytes() % 4 != 0 || n < 1 || n > 32) {
            throw in.damaged("shape of " + tag.bytes() + " bytes, expected 8 to 128");
        }
        var dims = new long[Math.max(2, n)];
        Arrays.fill(dims, 1);
        long bytes = elementBytes;
        for (int i = 0; i < n; i++) {
            dims[i] = in.readInt();
            if (dims[i] < 0) {
                throw in.damaged("dimension " + dims[i] + ", expected 0 or more");
            }
            try {
                bytes = Math.multiplyExact(bytes, dims[i]);
            } catch (ArithmeticException e) {
                throw in.damaged("a shape of more than 2^63 bytes");
            }
        }
        tag.finish(in, end);
        return dims;
    }

    private String string(long end) throws IOException {
        return new String(bytes(end), StandardCharsets.UTF_8);
    }

    private byte[] bytes(long end) throws IOException {
        var tag = Level5Tag.read(in, end);
        if (tag.bytes() > 1 << 24) {
            throw in.damaged("a name of " + tag.bytes() + " bytes");
        }
        var bytes = in.readBytes((int) tag.bytes());
        tag.finish(in, end);
        return bytes;
    }

    private List<MatValue> matrices(Arena arena, long count, long end, int depth) throws IOException {
        requireRoom(count, 8, end, "cells");
        List<MatValue> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(matrix(arena, end, depth + 1));
        }
        return values;
    }

    private MatStruct struct(Arena arena, Header header, long end, int depth) throws IOException {
        if (header.code == Level5.OBJECT) {
            string(end);
        }
        var tag = Level5Tag.read(in, end);
        int width = tag.bytes() == 4 ? in.readInt() : 0;
        tag.finish(in, end);
        if (width < 1) {
            throw in.damaged("length of field names is " + width + ", expected 1 or more");
        }
        var names = bytes(end);
        int fieldCount = names.length / width;
        var fields = new LinkedHashMap<String, List<MatValue>>();
        List<List<MatValue>> columns = new ArrayList<>();
        for (int f = 0; f < fieldCount; f++) {
            int stop = f * width;
            while (stop < (f + 1) * width && names[stop] != 0) {
                stop++;
            }
            List<MatValue> column = new ArrayList<>();
            columns.add(column);
            fields.put(new String(names, f * width, stop - f * width, StandardCharsets.UTF_8), column);
        }
        long count = fieldCount == 0 ? 0 : header.size();
        requireRoom(count, 8L * fieldCount, end, "struct elements");
        for (long i = 0; i < count; i++) {
            for (var column : columns) {
                column.add(matrix(arena, end, depth + 1));
            }
        }
        return new MatStruct(header.dims, fields);
    }

    private MatText text(Header header, long end) throws IOException {
        long size = header.size();
        if (size == 0 && in.position() >= end) {
            return new MatText(header.dims, "");
        }
        var tag = Level5Tag.read(in, end);
        var storage = Storage.ofCode(tag.type());
        if (storage == null || tag.bytes() > Integer.MAX_VALUE - 16) {
            throw in.damaged("text of type " + tag.type() + " and " + tag.bytes() + " bytes");
        }
        boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
        var bytes = new TextBytes(storage, little, in.readBytes((int) tag.bytes()));
        tag.finish(in, end);
        return bytes.text(header.dims, size)
                .orElseThrow(() -> in.damaged(bytes.units() + " characters, expected " + size + " from shape "
                        + Arrays.toString(header.dims)));
    }

    private MatSparse sparse(Arena arena, Header header, long end) throws IOException {
        if (header.dims.length != 2) {
            throw in.damaged("sparse array with " + header.dims.length + " dimensions, expected 2");
        }
        long[] rows = indices(end);
        long[] starts = indices(end);
        SparseIndices.require(in.file(), in.place(), header.dims, rows, starts);
        long stored = starts[starts.length - 1];
        rows = Arrays.copyOf(rows, (int) stored);
        var re = values(arena, stored, header.logical, end);
        var im = header.complex ? values(arena, stored, header.logical, end) : null;
        return new MatSparse(header.dims, header.logical, rows, starts, re, im);
    }

    private long[] indices(long end) throws IOException {
        var tag = Level5Tag.read(in, end);
        var storage = tag.numbers(in);
        long count = tag.bytes() / storage.bytes();
        if (count > Integer.MAX_VALUE - 16) {
            throw in.damaged(count + " indices of a sparse array, expected less than 2^31");
        }
        var out = new long[(int) count];
        var part = new long[] {0};
        Numbers.chunks(in, storage, count, (chunk, n) -> {
            for (int i = 0; i < n; i++) {
                out[(int) part[0]++] = storage.whole(chunk, i);
            }
        });
        tag.finish(in, end);
        return out;
    }

    /// The values of a sparse matrix as doubles; there may be room for more than are used. MATLAB stores
    /// logical ones in one byte each but calls them doubles.
    private MemorySegment values(Arena arena, long used, boolean logical, long end) throws IOException {
        var tag = Level5Tag.read(in, end);
        boolean mislabelled = logical && tag.type() == Storage.DOUBLE.code() && tag.bytes() < 8 * used;
        var storage = mislabelled ? Storage.UINT8 : tag.numbers(in);
        long count = tag.bytes() / storage.bytes();
        if (count < used) {
            throw in.damaged(count + " values of a sparse array, expected " + used);
        }
        var out = arena.allocate(Math.max(8, used * 8), 64);
        Numbers.read(in, storage, used, MatClass.DOUBLE, out);
        in.skip(tag.bytes() - used * storage.bytes());
        tag.finish(in, end);
        return out;
    }

    private MatArray array(Arena arena, Header header, long end) throws IOException {
        long size = header.size();
        var re = part(arena, header, size, 0, size, end);
        var im = header.complex ? part(arena, header, size, 0, size, end) : null;
        return new MatArray(header.type, header.dims, re, im);
    }

    /// Columns `from` to `to` of a numeric array whose header has been read.
    MatArray columns(Arena arena, Header header, long from, long to, long end) throws IOException {
        long size = header.size();
        long rows = header.dims[0];
        var re = part(arena, header, size, from * rows, to * rows, end);
        var im = header.complex ? part(arena, header, size, from * rows, to * rows, end) : null;
        return new MatArray(header.type, new long[] {rows, to - from}, re, im);
    }

    /// Elements `from` to `to` of one part (real or imaginary) of `size` elements.
    private MemorySegment part(Arena arena, Header header, long size, long from, long to, long end) throws IOException {
        long count = to - from;
        if (size == 0 && in.position() >= end) {
            return arena.allocate(DoubleMatrix.BYTES, 64);
        }
        var tag = Level5Tag.read(in, end);
        var storage = tag.numbers(in);
        if (tag.bytes() / storage.bytes() != size || tag.bytes() % storage.bytes() != 0) {
            throw in.damaged(tag.bytes() + " bytes of data of variable \"" + header.name + "\", expected " + size
                    + " elements of " + storage.bytes());
        }
        var out = arena.allocate(Math.max(8, count * header.type.bytes()), 64);
        in.skip(from * storage.bytes());
        Numbers.read(in, storage, count, header.type, out);
        in.skip((size - to) * storage.bytes());
        tag.finish(in, end);
        return out;
    }

    private void requireRoom(long count, long bytesEach, long end, String what) throws FormatException {
        if (count > (end - in.position()) / Math.max(1, bytesEach)) {
            throw in.damaged(count + " " + what + " in " + (end - in.position()) + " bytes");
        }
    }
}
