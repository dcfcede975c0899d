package dev.stampede.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Memory of one tile or patch, used again for the next, so that the system is asked for it once. One thread at a
/// time.
public final class TileMemory implements SegmentAllocator {
    private static final long CHUNK = 1 << 20;

    private final SegmentAllocator source;
    private final boolean cleared;
    private final List<MemorySegment> chunks = new ArrayList<>();
    private int chunk;
    private long used;

    private TileMemory(SegmentAllocator source, boolean cleared) {
        this.source = source;
        this.cleared = cleared;
    }

    /// What is allocated holds zeros, as from an arena.
    /// @param source of the memory
    public static TileMemory ofZeros(SegmentAllocator source) {
        return new TileMemory(source, true);
    }

    /// What is allocated holds whatever was left in it, so that no byte is written twice.
    /// @param source of the memory
    public static TileMemory asLeft(SegmentAllocator source) {
        return new TileMemory(source, false);
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        long aligned = Math.max(alignment, Shapes.ALIGNMENT);
        for (; chunk < chunks.size(); chunk++, used = 0) {
            var current = chunks.get(chunk);
            long start = Math.ceilDiv(used, aligned) * aligned;
            if (start + bytes <= current.byteSize()) {
                used = start + bytes;
                var slice = current.asSlice(start, bytes);
                return cleared ? slice.fill((byte) 0) : slice;
            }
        }
        var added = source.allocate(Math.max(bytes, CHUNK), aligned);
        chunks.add(added);
        used = bytes;
        return added.asSlice(0, bytes);
    }

    /// How much is allocated.
    public record Mark(int chunk, long used) {}

    public Mark mark() {
        return new Mark(chunk, used);
    }

    /// Takes back what was allocated since a mark.
    public void reset(Mark mark) {
        chunk = mark.chunk;
        used = mark.used;
    }

    /// Takes back all that was allocated.
    public void reset() {
        chunk = 0;
        used = 0;
    }

    /// Bytes held, whether in use or not.
    public long held() {
        return chunks.stream().mapToLong(MemorySegment::byteSize).sum();
    }
}
