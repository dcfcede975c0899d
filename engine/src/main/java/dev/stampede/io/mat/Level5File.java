package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// An open file of level 5, plain or compressed, either byte order. Opening reads the headers of all variables.
final class Level5File implements MatFile {
    /// From this expansion on a claimed size is checked by inflating once before memory is allocated.
    private static final long SUSPICIOUS_RATIO = 64;

    private static final long SUSPICIOUS_BYTES = 1L << 26;

    /// @param claimed bytes of the content according to its own header
    private record Entry(MatVariable variable, long from, long end, boolean compressed, long claimed) {}

    private final Path path;
    private final FileChannel channel;
    private final ByteOrder order;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private boolean compressed;

    private Level5File(Path path, FileChannel channel, ByteOrder order) {
        this.path = path;
        this.channel = channel;
        this.order = order;
    }

    /// @param channel closed with the returned file
    static Level5File open(Path path, FileChannel channel, ByteOrder order) throws IOException {
        var file = new Level5File(path, channel, order);
        file.index();
        return file;
    }

    private void index() throws IOException {
        long size = channel.size();
        long at = MatHeader.BYTES;
        while (at < size) {
            var tag = new FileBytes(path, channel, order, at, size);
            if (size - at < 8) {
                throw tag.damaged((size - at) + " bytes after the last variable, expected a tag of 8 (truncated?)");
            }
            int type = tag.readInt();
            long bytes = tag.readUnsignedInt();
            long from = at + 8;
            if (type != Level5.MATRIX && type != Level5.COMPRESSED) {
                throw new FormatException(
                        path,
                        "byte " + at + ": element type " + type + ", expected an array (14) or a compressed one (15)");
            }
            if (bytes > size - from) {
                throw new FormatException(
                        path,
                        "byte " + at + ": a variable of " + bytes + " bytes, but only " + (size - from)
                                + " follow (truncated?)");
            }
            add(type == Level5.COMPRESSED ? from : at, from + bytes, type == Level5.COMPRESSED);
            at = from + bytes;
        }
    }

    private void add(long from, long end, boolean packed) throws IOException {
        compressed |= packed;
        try (var in = source(from, end, packed)) {
            var reader = new Level5Reader(in);
            long stop = reader.matrixEnd(Long.MAX_VALUE);
            long claimed = stop - in.position();
            var header = reader.header(stop);
            // A nameless array holds the data of objects, which are not ours to read.
            if (header.type() != null && !header.name().isEmpty()) {
                entries.remove(header.name());
                entries.put(header.name(), new Entry(header.variable(), from, end, packed, claimed));
            }
        }
    }

    private ByteSource source(long from, long end, boolean packed) {
        return packed
                ? new InflatedBytes(path, channel, order, from, end)
                : new FileBytes(path, channel, order, from, end);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public MatFormat format() {
        return compressed ? MatFormat.V7 : MatFormat.V5;
    }

    @Override
    public List<MatVariable> variables() {
        return entries.values().stream().map(Entry::variable).toList();
    }

    @Override
    public MatValue read(Arena arena, String name) throws IOException {
        var entry = entry(name);
        verifyExpansion(entry);
        try (var in = source(entry.from, entry.end, entry.compressed)) {
            var value = new Level5Reader(in).matrix(arena, Long.MAX_VALUE, 0);
            in.verify();
            return value;
        }
    }

    @Override
    public MatArray readColumns(Arena arena, String name, long from, long to) throws IOException {
        var entry = entry(name);
        Columns.require(path, entry.variable, from, to);
        verifyExpansion(entry);
        try (var in = source(entry.from, entry.end, entry.compressed)) {
            var reader = new Level5Reader(in);
            long end = reader.matrixEnd(Long.MAX_VALUE);
            return reader.columns(arena, reader.header(end), from, to, end);
        }
    }

    private Entry entry(String name) throws FormatException {
        var entry = entries.get(name);
        if (entry == null) {
            throw Columns.noSuchVariable(path, name, entries.keySet());
        }
        return entry;
    }

    /// A damaged length may claim up to a thousand times the compressed bytes; such claims are checked first.
    private void verifyExpansion(Entry entry) throws IOException {
        long packedBytes = entry.end - entry.from;
        if (!entry.compressed || entry.claimed <= SUSPICIOUS_BYTES || entry.claimed / SUSPICIOUS_RATIO <= packedBytes) {
            return;
        }
        try (var in = new InflatedBytes(path, channel, order, entry.from, entry.end)) {
            new Level5Reader(in).matrixEnd(Long.MAX_VALUE);
            in.skip(entry.claimed);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
