package dev.stampede.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pictures of tiles, the least recently used forgotten first. Any number of threads.
final class TileMemo {
    /// A tile of a scene through one state of a pipeline.
    record Key(String scene, int z, int x, int y, String configHash) {}

    private final long limit;
    private final Map<Key, byte[]> tiles = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private long hits;
    private long misses;

    /// @param limit bytes of pictures to keep
    TileMemo(long limit) {
        this.limit = limit;
    }

    synchronized Optional<byte[]> find(Key key) {
        var found = tiles.get(key);
        if (found == null) {
            misses++;
        } else {
            hits++;
        }
        return Optional.ofNullable(found);
    }

    synchronized void put(Key key, byte[] picture) {
        if (picture.length > limit) {
            return;
        }
        var before = tiles.put(key, picture);
        bytes += picture.length - (before == null ? 0 : before.length);
        var oldest = tiles.entrySet().iterator();
        while (bytes > limit) {
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    synchronized Map<String, Long> counts() {
        return Map.of("tiles", (long) tiles.size(), "bytes", bytes, "hits", hits, "misses", misses);
    }
}
