package dev.stampede.mosaic.source;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Memory of windows on their way through the stages. Every thread has a stack of it, used again for the next
/// window: the system is asked once and nothing is cleared. A thread holds as much as its deepest chain of stages
/// once needed at a time; it is given back when the thread is gone.
///
///     try (var scratch = TileScratch.open()) {
///         var pixels = scratch.allocate(bytes, Double.BYTES);   // holds whatever was left in it
///     }
public final class TileScratch implements SegmentAllocator, AutoCloseable {
    private static final long CHUNK = 1 << 22;
    private static final long ALIGNMENT = 64;
    private static final ThreadLocal<Stack> STACKS = ThreadLocal.withInitial(Stack::new);

    private final Stack stack;
    private final int chunk;
    private final long used;

    /// What a thread holds.
    private static final class Stack {
        final List<MemorySegment> chunks = new ArrayList<>();
        int chunk;
        long used;

        MemorySegment take(long bytes, long alignment) {
            for (; chunk < chunks.size(); chunk++, used = 0) {
                var current = chunks.get(chunk);
                long start = Math.ceilDiv(used, alignment) * alignment;
                if (start + bytes <= current.byteSize()) {
                    used = start + bytes;
                    return current.asSlice(start, bytes);
                }
            }
            // Freed by the garbage collector with the thread: nobody is told when a thread of a pool ends.
            var added = Arena.ofAuto().allocate(Math.max(bytes, CHUNK), alignment);
            chunks.add(added);
            used = bytes;
            return added.asSlice(0, bytes);
        }
    }

    private TileScratch(Stack stack) {
        this.stack = stack;
        this.chunk = stack.chunk;
        this.used = stack.used;
    }

    /// What is allocated from the result lives until it is closed, by the same thread, after all that was opened
    /// later.
    public static TileScratch open() {
        return new TileScratch(STACKS.get());
    }

    /// Bytes the calling thread holds, whether in use or not.
    public static long held() {
        return STACKS.get().chunks.stream().mapToLong(MemorySegment::byteSize).sum();
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        return stack.take(bytes, Math.max(alignment, ALIGNMENT));
    }

    @Override
    public void close() {
        stack.chunk = chunk;
        stack.used = used;
    }
}
