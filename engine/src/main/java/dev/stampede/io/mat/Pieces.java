package dev.stampede.io.mat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A sequence of bytes to be written, made of small parts copied here and large parts that stay where they are.
final class Pieces {
    private static final int COPY_BELOW = 4096;

    private final List<MemorySegment> done = new ArrayList<>();
    private ByteBuffer small = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    private long size;

    long size() {
        return size;
    }

    Pieces putInt(int value) {
        room(4).putInt(value);
        size += 4;
        return this;
    }

    Pieces put(byte[] bytes) {
        room(bytes.length).put(bytes);
        size += bytes.length;
        return this;
    }

    /// Borrows `segment` until the pieces have been written.
    Pieces put(MemorySegment segment) {
        long bytes = segment.byteSize();
        if (bytes < COPY_BELOW) {
            var target = room((int) bytes);
            MemorySegment.copy(segment, 0, MemorySegment.ofBuffer(target), 0, bytes);
            target.position(target.position() + (int) bytes);
        } else {
            flush();
            done.add(segment.isNative() ? segment : offHeap(segment));
        }
        size += bytes;
        return this;
    }

    /// Zeros up to the next multiple of eight.
    Pieces pad() {
        return put(new byte[(int) Level5.padding(size)]);
    }

    Pieces append(Pieces other) {
        other.list().forEach(this::put);
        return this;
    }

    /// All bytes in order.
    List<MemorySegment> list() {
        flush();
        return done;
    }

    private static MemorySegment offHeap(MemorySegment segment) {
        return Arena.ofAuto().allocate(segment.byteSize(), 64).copyFrom(segment);
    }

    private ByteBuffer room(int bytes) {
        if (small.remaining() < bytes) {
            int capacity = Math.max(2 * small.capacity(), small.position() + bytes);
            small = ByteBuffer.wrap(Arrays.copyOf(small.array(), capacity))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(small.position());
        }
        return small;
    }

    private void flush() {
        if (small.position() > 0) {
            done.add(MemorySegment.ofArray(Arrays.copyOf(small.array(), small.position())));
            small.clear();
        }
    }
}
