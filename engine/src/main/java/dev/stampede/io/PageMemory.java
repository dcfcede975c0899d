package dev.stampede.io;

import dev.stampede.bindings.SystemPages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Zeros of an arena that the system makes when they are touched, see [SystemPages]: nothing is written twice,
/// and threads that fill different parts share the work. `-Dstampede.largePages=false` leaves all to the arena.
/// Any number of threads may allocate if they may from the arena.
public final class PageMemory implements SegmentAllocator {
    private static final boolean WANTED = Boolean.parseBoolean(System.getProperty("stampede.largePages", "true"));
    private static final long SMALLEST = 1 << 16;
    private static final long REGION = 1 << 25;

    private final Arena arena;
    private MemorySegment region = MemorySegment.NULL;
    private long used;

    private PageMemory(Arena arena) {
        this.arena = arena;
    }

    /// An allocator whose memory `arena` owns.
    public static SegmentAllocator in(Arena arena) {
        return WANTED && SystemPages.areAvailable() ? new PageMemory(arena) : arena;
    }

    /// The same allocator with pages of the system if it is an arena.
    public static SegmentAllocator preferred(SegmentAllocator allocator) {
        return allocator instanceof Arena owner ? in(owner) : allocator;
    }

    @Override
    public synchronized MemorySegment allocate(long bytes, long alignment) {
        if (bytes < SMALLEST || alignment > SMALLEST) {
            return arena.allocate(bytes, alignment);
        }
        if (bytes >= REGION) {
            return SystemPages.allocate(arena, bytes).orElseGet(() -> arena.allocate(bytes, alignment));
        }
        long start = Math.ceilDiv(used, alignment) * alignment;
        if (start + bytes > region.byteSize()) {
            region = SystemPages.allocate(arena, REGION).orElse(MemorySegment.NULL);
            start = 0;
            if (region.byteSize() == 0) {
                return arena.allocate(bytes, alignment);
            }
        }
        used = start + bytes;
        return region.asSlice(start, bytes);
    }
}
