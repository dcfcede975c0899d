package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Reads numbers of any storage and byte order.
final class Numbers {
    private static final int CHUNK = 1 << 16;

    private Numbers() {}

    /// Some consecutive numbers, little-endian, in the storage of the file.
    @FunctionalInterface
    interface ChunkTask {
        void accept(MemorySegment chunk, int count);
    }

    /// Reads `count` numbers and converts them to `type`; straight into `out` when only the byte order can
    /// differ.
    static void read(ByteSource in, Storage storage, long count, MatClass type, MemorySegment out) throws IOException {
        if (storage.isExactly(type)) {
            in.read(out, 0, count * storage.bytes());
            if (in.order() == ByteOrder.BIG_ENDIAN) {
                storage.swap(out, 0, count);
            }
            return;
        }
        var at = new long[1];
        chunks(in, storage, count, (chunk, n) -> {
            storage.widen(chunk, n, type, out, at[0]);
            at[0] += (long) n * type.bytes();
        });
    }

    static void chunks(ByteSource in, Storage storage, long count, ChunkTask task) throws IOException {
        var chunk = MemorySegment.ofArray(new byte[(int) Math.clamp(count * storage.bytes(), 8, CHUNK)]);
        int each = (int) chunk.byteSize() / storage.bytes();
        for (long done = 0; done < count; done += each) {
            int n = (int) Math.min(each, count - done);
            in.read(chunk, 0, (long) n * storage.bytes());
            if (in.order() == ByteOrder.BIG_ENDIAN) {
                storage.swap(chunk, 0, n);
            }
            task.accept(chunk, n);
        }
    }
}
