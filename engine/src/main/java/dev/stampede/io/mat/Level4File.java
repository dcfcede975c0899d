package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// A file of level 4: for each matrix a header of five 32-bit numbers (type `MOPT`, rows, columns, complex,
/// length of name), the name, the real parts and the imaginary parts. M tells the byte order, O is 0, P the
/// storage, T the kind: 0 numbers, 1 text, 2 sparse. All numbers become doubles.
final class Level4File implements MatFile {
    private static final int HEADER = 20;
    private static final Storage[] STORAGES = {
        Storage.DOUBLE, Storage.SINGLE, Storage.INT32, Storage.INT16, Storage.UINT16, Storage.UINT8
    };

    private record Entry(MatVariable variable, Storage storage, int kind, long rows, long cols, long from, long end) {}

    private final Path path;
    private final FileChannel channel;
    private final ByteOrder order;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    private Level4File(Path path, FileChannel channel, ByteOrder order) {
        this.path = path;
        this.channel = channel;
        this.order = order;
    }

    /// The byte order if these first bytes can begin a level-4 file, else `null`.
    static ByteOrder byteOrder(ByteBuffer head) {
        if (head.limit() < HEADER) {
            return null;
        }
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var numbers = head.duplicate().order(order);
            int type = numbers.getInt(0);
            int machine = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
            int nameBytes = numbers.getInt(16);
            if (isType(type) && type / 1000 == machine && nameBytes > 0 && nameBytes <= 256) {
                return order;
            }
        }
        return null;
    }

    private static boolean isType(int type) {
        return type >= 0 && type / 1000 <= 1 && type / 100 % 10 == 0 && type / 10 % 10 <= 5 && type % 10 <= 2;
    }

    static Level4File open(Path path, FileChannel channel, ByteOrder order) throws IOException {
        var file = new Level4File(path, channel, order);
        long size = channel.size();
        for (long at = 0; at < size; ) {
            at = file.index(at, size);
        }
        return file;
    }

    private long index(long at, long size) throws IOException {
        var in = new FileBytes(path, channel, order, at, size);
        int type = in.readInt();
        long rows = in.readInt();
        long cols = in.readInt();
        int complex = in.readInt();
        int nameBytes = in.readInt();
        if (!isType(type) || rows < 0 || cols < 0 || complex < 0 || complex > 1 || nameBytes < 1 || nameBytes > 256) {
            throw new FormatException(
                    path,
                    "byte " + at + ": type " + type + ", shape " + rows + " x " + cols + ", complex " + complex
                            + ", name of " + nameBytes + " bytes is no level-4 header");
        }
        var name = new String(in.readBytes(nameBytes), StandardCharsets.ISO_8859_1);
        name = name.substring(0, Math.max(0, name.indexOf(0) < 0 ? name.length() : name.indexOf(0)));
        var storage = STORAGES[type / 10 % 10];
        int kind = type % 10;
        long from = at + HEADER + nameBytes;
        long bytes;
        try {
            bytes = Math.multiplyExact(rows * cols, (long) storage.bytes() << complex);
        } catch (ArithmeticException e) {
            bytes = Long.MAX_VALUE;
        }
        if (bytes > size - from) {
            throw new FormatException(
                    path,
                    "byte " + at + ": variable \"" + name + "\" of " + bytes + " bytes, but only " + (size - from)
                            + " follow (truncated?)");
        }
        long[] dims = {rows, cols};
        var matClass = switch (kind) {
            case 1 -> MatClass.CHAR;
            case 2 -> MatClass.SPARSE;
            default -> MatClass.DOUBLE;
        };
        boolean isComplex = kind == 2 ? cols == 4 : complex == 1;
        var entry = new Entry(
                new MatVariable(name, matClass, dims, isComplex), storage, kind, rows, cols, from, from + bytes);
        if (kind == 2) {
            entry = sparseShape(entry);
        }
        entries.remove(name);
        entries.put(name, entry);
        return from + bytes;
    }

    /// A sparse matrix is a table of row, column and value; its last line holds the shape.
    private Entry sparseShape(Entry entry) throws IOException {
        if (entry.rows < 1 || entry.cols < 3 || entry.cols > 4) {
            throw new FormatException(
                    path,
                    "byte " + entry.from + ": sparse table of " + entry.rows + " x " + entry.cols
                            + ", expected at least one row of 3 or 4");
        }
        try (var scratch = Arena.ofConfined()) {
            var table = doubles(scratch, entry, 0, entry.rows * entry.cols);
            long rows = (long) Storage.DOUBLE.number(table, entry.rows - 1);
            long cols = (long) Storage.DOUBLE.number(table, 2 * entry.rows - 1);
            if (rows < 0 || cols < 0 || cols > Integer.MAX_VALUE - 16) {
                throw new FormatException(path, "byte " + entry.from + ": sparse shape " + rows + " x " + cols);
            }
            var about = new MatVariable(
                    entry.variable.name(), MatClass.SPARSE, new long[] {rows, cols}, entry.variable.complex());
            return new Entry(about, entry.storage, 2, entry.rows, entry.cols, entry.from, entry.end);
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public MatFormat format() {
        return MatFormat.V4;
    }

    @Override
    public List<MatVariable> variables() {
        return entries.values().stream().map(Entry::variable).toList();
    }

    @Override
    public MatValue read(Arena arena, String name) throws IOException {
        var entry = entry(name);
        return switch (entry.kind) {
            case 1 -> text(entry);
            case 2 -> sparse(arena, entry);
            default -> columns(arena, entry, 0, entry.cols);
        };
    }

    @Override
    public MatArray readColumns(Arena arena, String name, long from, long to) throws IOException {
        var entry = entry(name);
        Columns.require(path, entry.variable, from, to);
        return columns(arena, entry, from, to);
    }

    private MatArray columns(Arena arena, Entry entry, long from, long to) throws IOException {
        long first = from * entry.rows;
        long count = (to - from) * entry.rows;
        var re = doubles(arena, entry, first, count);
        var im = entry.variable.complex() ? doubles(arena, entry, entry.rows * entry.cols + first, count) : null;
        return new MatArray(MatClass.DOUBLE, new long[] {entry.rows, to - from}, re, im);
    }

    private MatText text(Entry entry) throws IOException {
        try (var scratch = Arena.ofConfined()) {
            long size = entry.rows * entry.cols;
            var codes = doubles(scratch, entry, 0, size);
            var text = new StringBuilder();
            for (long i = 0; i < size; i++) {
                text.append((char) Storage.DOUBLE.whole(codes, i));
            }
            return new MatText(entry.variable.dims(), text.toString());
        }
    }

    private MatSparse sparse(Arena arena, Entry entry) throws IOException {
        int stored = Math.toIntExact(entry.rows - 1);
        long[] dims = entry.variable.dims();
        var rows = new long[stored];
        var starts = new long[(int) dims[1] + 1];
        try (var scratch = Arena.ofConfined()) {
            var table = doubles(scratch, entry, 0, entry.rows * entry.cols);
            long previous = 0;
            for (int i = 0; i < stored; i++) {
                rows[i] = Storage.DOUBLE.whole(table, i) - 1;
                long col = Storage.DOUBLE.whole(table, entry.rows + i) - 1;
                if (col < previous || col >= dims[1]) {
                    throw new FormatException(
                            path,
                            "variable " + entry.variable.name() + ": column " + (col + 1)
                                    + " of a sparse array after column " + (previous + 1) + " of " + dims[1]);
                }
                previous = col;
                starts[(int) col + 1]++;
            }
            for (int c = 0; c < dims[1]; c++) {
                starts[c + 1] += starts[c];
            }
            SparseIndices.require(path, "variable " + entry.variable.name(), dims, rows, starts);
            var re = values(arena, table, 2 * entry.rows, stored);
            var im = entry.variable.complex() ? values(arena, table, 3 * entry.rows, stored) : null;
            return new MatSparse(dims, false, rows, starts, re, im);
        }
    }

    private static MemorySegment values(Arena arena, MemorySegment table, long from, int count) {
        return arena.allocate(Math.max(8, 8L * count), 64).copyFrom(table.asSlice(8 * from, 8L * count));
    }

    private MemorySegment doubles(Arena arena, Entry entry, long first, long count) throws IOException {
        var in = new FileBytes(path, channel, order, entry.from, entry.end);
        in.skip(first * entry.storage.bytes());
        var out = arena.allocate(Math.max(8, 8 * count), 64);
        Numbers.read(in, entry.storage, count, MatClass.DOUBLE, out);
        return out;
    }

    private Entry entry(String name) throws FormatException {
        var entry = entries.get(name);
        if (entry == null) {
            throw Columns.noSuchVariable(path, name, entries.keySet());
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
