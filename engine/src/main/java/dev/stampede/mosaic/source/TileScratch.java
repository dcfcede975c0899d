package dev.stampede.mosaic.source;

import dev.stampede.memory.TileMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Memory of windows on their way through the stages. Every thread has a stack of it, used again for the next
/// window: the system is asked once and nothing is cleared. A thread holds as much as its deepest chain of stages
/// once needed at a time; it is given back when the thread is gone.
///
///     try (var scratch = TileScratch.open()) {
///         var pixels = scratch.allocate(bytes, Double.BYTES);   // holds whatever was left in it
///     }
public final class TileScratch implements SegmentAllocator, AutoCloseable {
    // Freed by the garbage collector with the thread: nobody is told when a thread of a pool ends.
    private static final ThreadLocal<TileMemory> STACKS =
            ThreadLocal.withInitial(() -> TileMemory.asLeft(Arena.ofAuto()));

    private final TileMemory stack;
    private final TileMemory.Mark before;

    private TileScratch(TileMemory stack) {
        this.stack = stack;
        this.before = stack.mark();
    }

    /// What is allocated from the result lives until it is closed, by the same thread, after all that was opened
    /// later.
    public static TileScratch open() {
        return new TileScratch(STACKS.get());
    }

    /// Bytes the calling thread holds, whether in use or not.
    public static long held() {
        return STACKS.get().held();
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        return stack.allocate(bytes, alignment);
    }

    @Override
    public void close() {
        stack.reset(before);
    }
}
