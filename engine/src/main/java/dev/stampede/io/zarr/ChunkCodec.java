package dev.stampede.io.zarr;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// What stands in a file of an array: one chunk, or a shard, chunks one after the other and an index of
/// (offset, length) in 64-bit little-endian numbers with a CRC-32C, -1 for chunks that are only fill value.
///
/// @param big       whether numbers are stored with the highest byte first, which is only read
/// @param indexed   whether files are shards
/// @param atEnd     whether the index stands at the end of a shard or at its beginning
/// @param checked   whether each chunk ends with a CRC-32C of its own
record ChunkCodec(ZarrLayout layout, boolean big, boolean indexed, boolean atEnd, boolean checked) {
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int ENTRY = 2 * Long.BYTES;
    private static final long NOT_STORED = -1;

    static ChunkCodec of(ZarrLayout layout) {
        return new ChunkCodec(layout, false, !layout.shards().isEmpty(), true, false);
    }

    /// The bytes of a file.
    /// @param values dense, of the size of a file
    MemorySegment encode(Arena arena, ArrayView values) {
        if (!indexed) {
            return pack(arena, values);
        }
        int[] chunk = layout.chunkArray();
        int n = chunksOfShard();
        var packed = new MemorySegment[n];
        var next = new int[1];
        Boxes.forEachCell(new int[chunk.length], values.shape(), chunk, cell -> {
            var part = chunkOf(values, cell, chunk).copy(arena);
            packed[next[0]++] = isOnlyFill(part) ? null : pack(arena, part);
        });
        long bytes = indexBytes();
        for (var one : packed) {
            bytes += one == null ? 0 : one.byteSize();
        }
        var shard = arena.allocate(bytes, Long.BYTES);
        var index = shard.asSlice(bytes - indexBytes(), indexBytes());
        long at = 0;
        for (int i = 0; i < n; i++) {
            boolean stored = packed[i] != null;
            index.set(I64, (long) i * ENTRY, stored ? at : NOT_STORED);
            index.set(I64, (long) i * ENTRY + Long.BYTES, stored ? packed[i].byteSize() : NOT_STORED);
            if (stored) {
                shard.asSlice(at, packed[i].byteSize()).copyFrom(packed[i]);
                at += packed[i].byteSize();
            }
        }
        index.set(I32, (long) n * ENTRY, checksum(index.asSlice(0, (long) n * ENTRY)));
        return shard;
    }

    private MemorySegment pack(Arena arena, ArrayView dense) {
        var bytes = dense.segment().asSlice(dense.offset() * dense.dtype().bytes(), bytesOf(dense));
        return Packing.pack(arena, bytes, layout.compression(), layout.level());
    }

    private static long bytesOf(ArrayView view) {
        return view.elements() * view.dtype().bytes();
    }

    /// Fills `out` from the bytes of a file.
    /// @param out   dense, of the size of a file
    /// @param where for messages
    /// @throws IOException if the bytes are damaged
    void decode(MemorySegment file, ArrayView out, String where) throws IOException {
        if (!indexed) {
            unpack(file, out, where);
            return;
        }
        int[] chunk = layout.chunkArray();
        if (file.byteSize() < indexBytes()) {
            throw new IOException(where + ": a shard of " + file.byteSize() + " bytes has no room for its index of "
                    + indexBytes() + "; the file is damaged");
        }
        var index = file.asSlice(atEnd ? file.byteSize() - indexBytes() : 0, indexBytes());
        long entries = (long) chunksOfShard() * ENTRY;
        if (checksum(index.asSlice(0, entries)) != index.get(I32, entries)) {
            throw new IOException(where + ": the index of the shard does not agree with its checksum; it is damaged");
        }
        try (var arena = Arena.ofConfined()) {
            var scratch = ArrayView.allocate(arena, layout.dtype(), chunk);
            var failure = new IOException[1];
            var next = new int[1];
            Boxes.forEachCell(new int[chunk.length], out.shape(), chunk, cell -> {
                long at = index.get(I64, (long) next[0] * ENTRY);
                long length = index.get(I64, (long) next[0]++ * ENTRY + Long.BYTES);
                var part = chunkOf(out, cell, chunk);
                if (at == NOT_STORED) {
                    part.fill(layout.fill());
                    return;
                }
                try {
                    if (at < 0 || length < 0 || at > file.byteSize() - length) {
                        throw new IOException(where + ": a chunk of the shard lies outside it; it is damaged");
                    }
                    unpack(file.asSlice(at, length), scratch, where);
                    part.copyFrom(scratch);
                } catch (IOException e) {
                    failure[0] = e;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
        }
    }

    private void unpack(MemorySegment packed, ArrayView dense, String where) throws IOException {
        var bytes = packed;
        if (checked) {
            long length = packed.byteSize() - Integer.BYTES;
            if (length < 0 || checksum(packed.asSlice(0, length)) != packed.get(I32, length)) {
                throw new IOException(where + ": a chunk does not agree with its checksum; the file is damaged");
            }
            bytes = packed.asSlice(0, length);
        }
        var out = dense.segment().asSlice(dense.offset() * dense.dtype().bytes(), bytesOf(dense));
        Packing.unpack(bytes, layout.compression(), out, where);
        if (big) {
            swap(out, dense.dtype());
        }
    }

    /// Turns numbers with the highest byte first round.
    private static void swap(MemorySegment numbers, DType type) {
        var all = numbers.asByteBuffer();
        switch (type.bytes()) {
            case 2 -> {
                var from = all.order(ByteOrder.BIG_ENDIAN).asShortBuffer();
                var to = all.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
                for (int i = 0; i < from.limit(); i++) {
                    to.put(i, from.get(i));
                }
            }
            case 4 -> {
                var from = all.order(ByteOrder.BIG_ENDIAN).asIntBuffer();
                var to = all.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
                for (int i = 0; i < from.limit(); i++) {
                    to.put(i, from.get(i));
                }
            }
            case 8 -> {
                var from = all.order(ByteOrder.BIG_ENDIAN).asLongBuffer();
                var to = all.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
                for (int i = 0; i < from.limit(); i++) {
                    to.put(i, from.get(i));
                }
            }
            default -> {
                // single bytes have no order
            }
        }
    }

    private static ArrayView chunkOf(ArrayView shard, int[] cell, int[] chunk) {
        var start = new int[chunk.length];
        for (int axis = 0; axis < chunk.length; axis++) {
            start[axis] = cell[axis] * chunk[axis];
        }
        return Boxes.part(shard, start, chunk);
    }

    private boolean isOnlyFill(ArrayView chunk) {
        try (var arena = Arena.ofConfined()) {
            var fill = ArrayView.allocate(arena, chunk.dtype(), 1);
            fill.fill(layout.fill());
            return chunk.contentEquals(fill.broadcast(chunk.shape()));
        }
    }

    private int chunksOfShard() {
        int n = 1;
        for (int axis = 0; axis < layout.chunks().size(); axis++) {
            n = Math.multiplyExact(
                    n, layout.shards().get(axis) / layout.chunks().get(axis));
        }
        return n;
    }

    private long indexBytes() {
        return (long) chunksOfShard() * ENTRY + Integer.BYTES;
    }

    private static int checksum(MemorySegment bytes) {
        var crc = new CRC32C();
        crc.update(bytes.asByteBuffer());
        return (int) crc.getValue();
    }
}
