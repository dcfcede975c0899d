package dev.stampede.patcher;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Memory of one patch, used again for the next: what a patch needs is asked of the system once. What is
/// allocated holds zeros, as from an arena. One thread at a time.
final class TileMemory implements SegmentAllocator {
    private static final long CHUNK = 1 << 20;
    private static final long ALIGNMENT = 64;

    private final Arena arena;
    private final List<MemorySegment> chunks = new ArrayList<>();
    private int chunk;
    private long used;

    /// @param arena owns the chunks
    TileMemory(Arena arena) {
        this.arena = arena;
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        long aligned = Math.max(alignment, ALIGNMENT);
        while (true) {
            if (chunk == chunks.size()) {
                chunks.add(arena.allocate(Math.max(bytes, CHUNK), Math.max(aligned, ALIGNMENT)));
                used = bytes;
                return chunks.get(chunk).asSlice(0, bytes); // fresh from the arena: zeros
            }
            long start = (used + aligned - 1) & -aligned;
            if (start + bytes <= chunks.get(chunk).byteSize()) {
                used = start + bytes;
                return chunks.get(chunk).asSlice(start, bytes).fill((byte) 0);
            }
            chunk++;
            used = 0;
        }
    }

    /// Forgets all that was allocated.
    void reset() {
        chunk = 0;
        used = 0;
    }
}
