package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/// Checkpoints in memory, for tests.
final class MemoryCheckpoints implements Checkpoints {
    private final Map<String, Map.Entry<String, SequencedMap<String, MatValue>>> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<SequencedMap<String, MatValue>> load(Arena arena, String name, String fingerprint) {
        var entry = kept.get(name);
        return entry != null && entry.getKey().equals(fingerprint) ? Optional.of(entry.getValue()) : Optional.empty();
    }

    @Override
    public void save(String name, String fingerprint, SequencedMap<String, MatValue> variables) {
        var copy = new LinkedHashMap<String, MatValue>();
        variables.forEach((key, value) -> copy.put(key, copy((MatArray) value)));
        kept.put(name, Map.entry(fingerprint, copy));
    }

    private static MatArray copy(MatArray array) {
        var segment = Arena.ofAuto().allocate(array.re().byteSize(), 8);
        MemorySegment.copy(array.re(), 0, segment, 0, array.re().byteSize());
        return new MatArray(array.type(), array.dims(), segment, null);
    }

    void forget(String name) {
        kept.remove(name);
    }
}
