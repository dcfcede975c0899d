package dev.stampede.patcher;

import dev.stampede.io.Sha256;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Patches that were read lately, up to a number of bytes; the one not used for longest goes first. A patch lives
/// as long as something refers to it, in the cache or outside. Any number of threads.
public final class PatchCache {
    /// Reads a patch.
    @FunctionalInterface
    public interface Reader {
        Patch read(SegmentAllocator allocator) throws IOException;
    }

    private final long capacity;
    private final Map<String, Patch> patches = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long hits;
    private long misses;

    /// @param capacity bytes of values, at least 1
    /// @throws IllegalArgumentException if it is below 1
    public PatchCache(long capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + " bytes, needs at least 1");
        }
        this.capacity = capacity;
    }

    /// SHA-256 of what a patch depends on.
    /// @param field says which data: path and state of a file, content hash of a carrier
    public static String key(String field, Patcher patcher, PixelAnchor anchor) {
        return Sha256.ofText(
                String.join("\0", field, patcher.config().digest(), anchor.row() + "," + anchor.col(), ""));
    }

    /// The patch of a key, read if it is not here.
    /// @throws IOException if it cannot be read
    public Patch get(String key, Reader reader) throws IOException {
        synchronized (this) {
            var held = patches.get(key);
            if (held != null) {
                hits++;
                return held;
            }
            misses++;
        }
        var patch = reader.read(Arena.ofAuto()); // two threads may both read it: the later one stays
        put(key, patch);
        return patch;
    }

    private synchronized void put(String key, Patch patch) {
        var before = patches.put(key, patch);
        bytes += patch.data().contentBytes()
                - (before == null ? 0 : before.data().contentBytes());
        for (Iterator<Patch> oldest = patches.values().iterator(); bytes > capacity && oldest.hasNext(); ) {
            bytes -= oldest.next().data().contentBytes();
            oldest.remove();
        }
    }

    public synchronized long hits() {
        return hits;
    }

    public synchronized long misses() {
        return misses;
    }

    /// Bytes of the values held.
    public synchronized long bytes() {
        return bytes;
    }

    /// Forgets the patches; counts stay.
    public synchronized void clear() {
        patches.clear();
        bytes = 0;
    }
}
