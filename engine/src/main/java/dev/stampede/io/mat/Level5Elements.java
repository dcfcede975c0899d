package dev.stampede.io.mat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Builds the bytes of a level-5 array element, little-endian, numbers in the storage of their class.
final class Level5Elements {
    /// MATLAB refuses larger variables in this format.
    static final long MAX_VARIABLE_BYTES = Integer.MAX_VALUE;

    private Level5Elements() {}

    /// The whole element with its tag.
    /// @throws IllegalArgumentException if the variable does not fit the format
    static Pieces matrix(String name, MatValue value) {
        var body = body(name, value);
        if (body.size() > MAX_VARIABLE_BYTES) {
            throw new IllegalArgumentException("variable " + name + " (" + value.describe() + ") needs " + body.size()
                    + " bytes, level 5 holds " + MAX_VARIABLE_BYTES + "; write it as V73");
        }
        return new Pieces().putInt(Level5.MATRIX).putInt((int) body.size()).append(body);
    }

    /// About the bytes a value needs, tags and names not counted exactly.
    static long bytes(MatValue value) {
        return switch (value) {
            case MatArray a -> a.size() * a.type().bytes() * (a.isComplex() ? 2 : 1);
            case MatText t -> 2 * t.size();
            case MatSparse s -> s.rowIndex().length * (s.im() == null ? 12L : 20L) + 4L * s.colStart().length;
            case MatCell c -> bytes(c.cells());
            case MatStruct s ->
                s.fields().values().stream().mapToLong(Level5Elements::bytes).sum();
        };
    }

    private static long bytes(List<MatValue> values) {
        return values.stream().mapToLong(v -> 64 + bytes(v)).sum();
    }

    private static Pieces body(String name, MatValue value) {
        var out = new Pieces();
        switch (value) {
            case MatArray a -> {
                header(out, name, value, flags(a.type() == MatClass.LOGICAL, a.isComplex()), 0);
                part(out, a, a.re());
                if (a.isComplex()) {
                    part(out, a, a.im());
                }
            }
            case MatText t -> {
                header(out, name, value, 0, 0);
                text(out, t);
            }
            case MatCell c -> {
                header(out, name, value, 0, 0);
                nested(out, c.cells());
            }
            case MatStruct s -> struct(out, name, s);
            case MatSparse s -> sparse(out, name, s);
        }
        return out;
    }

    private static int flags(boolean logical, boolean complex) {
        return (logical ? Level5.FLAG_LOGICAL : 0) | (complex ? Level5.FLAG_COMPLEX : 0);
    }

    private static void header(Pieces out, String name, MatValue value, int flags, int nzmax) {
        out.putInt(Storage.UINT32.code()).putInt(8);
        out.putInt(flags << 8 | Level5.codeOf(value.type())).putInt(nzmax);
        var dims = ByteBuffer.allocate(4 * value.dims().length).order(ByteOrder.LITTLE_ENDIAN);
        for (long d : value.dims()) {
            dims.putInt(Math.toIntExact(d));
        }
        element(out, Storage.INT32, dims.array());
        element(out, Storage.INT8, name.getBytes(StandardCharsets.UTF_8));
    }

    private static void part(Pieces out, MatArray array, MemorySegment part) {
        element(
                out,
                Storage.of(array.type()),
                part.asSlice(0, array.size() * array.type().bytes()));
    }

    private static void text(Pieces out, MatText text) {
        if (text.codeUnits().length() != text.size()) {
            throw new IllegalArgumentException(
                    text.describe() + " holds " + text.codeUnits().length() + " characters, expected " + text.size());
        }
        element(out, Storage.UINT16, text.codeUnits().getBytes(StandardCharsets.UTF_16LE));
    }

    private static void nested(Pieces out, List<MatValue> values) {
        for (var value : values) {
            out.append(matrix("", value));
        }
    }

    private static void struct(Pieces out, String name, MatStruct struct) {
        header(out, name, struct, 0, 0);
        List<byte[]> names = struct.fields().keySet().stream()
                .map(f -> f.getBytes(StandardCharsets.UTF_8))
                .toList();
        int width =
                Math.max(32, names.stream().mapToInt(n -> n.length + 1).max().orElse(1));
        element(
                out,
                Storage.INT32,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(width)
                        .array());
        var table = ByteBuffer.allocate(width * names.size());
        for (int f = 0; f < names.size(); f++) {
            table.put(f * width, names.get(f));
        }
        element(out, Storage.INT8, table.array());
        for (int i = 0; i < struct.size(); i++) {
            for (var column : struct.fields().values()) {
                out.append(matrix("", column.get(i)));
            }
        }
    }

    private static void sparse(Pieces out, String name, MatSparse sparse) {
        int count = sparse.rowIndex().length;
        header(out, name, sparse, flags(sparse.logical(), sparse.im() != null), Math.max(1, count));
        element(out, Storage.INT32, ints(sparse.rowIndex()));
        element(out, Storage.INT32, ints(sparse.colStart()));
        if (sparse.logical()) {
            var bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) (Storage.DOUBLE.number(sparse.re(), i) != 0 ? 1 : 0);
            }
            element(out, Storage.UINT8, bytes);
            return;
        }
        element(out, Storage.DOUBLE, sparse.re().asSlice(0, count * 8L));
        if (sparse.im() != null) {
            element(out, Storage.DOUBLE, sparse.im().asSlice(0, count * 8L));
        }
    }

    private static byte[] ints(long[] values) {
        var bytes = new byte[4 * values.length];
        var segment = MemorySegment.ofArray(bytes);
        var layout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            segment.set(layout, 4L * i, Math.toIntExact(values[i]));
        }
        return bytes;
    }

    private static void element(Pieces out, Storage storage, byte[] data) {
        element(out, storage, MemorySegment.ofArray(data));
    }

    private static void element(Pieces out, Storage storage, MemorySegment data) {
        long bytes = data.byteSize();
        if (bytes > MAX_VARIABLE_BYTES) {
            throw new IllegalArgumentException(
                    "an array of " + bytes + " bytes, level 5 holds " + MAX_VARIABLE_BYTES + "; write it as V73");
        }
        if (bytes > 0 && bytes <= 4) {
            out.putInt((int) bytes << 16 | storage.code()).put(data).pad();
        } else {
            out.putInt(storage.code()).putInt((int) bytes).put(data).pad();
        }
    }
}
