package dev.stampede.operators.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Memory of one worker, used again for each tile. What it gives out holds whatever the tile before left, so that
/// no byte is written twice; [#reset] takes everything back at once.
final class TileMemory implements SegmentAllocator, AutoCloseable {
    private static final long CHUNK = 16L << 20;

    private final Arena arena = Arena.ofShared(); // a worker of a pool may close what another used
    private final List<MemorySegment> chunks = new ArrayList<>();
    private int chunk;
    private long used;

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        for (; chunk < chunks.size(); chunk++, used = 0) {
            var current = chunks.get(chunk);
            long start = Math.ceilDiv(used, alignment) * alignment;
            if (start + bytes <= current.byteSize()) {
                used = start + bytes;
                return current.asSlice(start, bytes);
            }
        }
        var added = arena.allocate(Math.max(bytes, CHUNK), Math.max(alignment, 64));
        chunks.add(added);
        used = bytes;
        return added.asSlice(0, bytes);
    }

    void reset() {
        chunk = 0;
        used = 0;
    }

    @Override
    public void close() {
        arena.close();
    }
}
