package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.SequencedMap;

/// Intermediate results of one stage and folder that let an interrupted run continue. Kept beside the dataset,
/// written atomically, ignored with a note when damaged or made from other inputs, deleted when the stage is
/// published.
public interface Checkpoints {
    /// Keeps nothing.
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<SequencedMap<String, MatValue>> load(Arena arena, String name, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public void save(String name, String fingerprint, SequencedMap<String, MatValue> variables) {}
    };

    /// What [#save] kept under this name for the same fingerprint (a hash of everything the result depends on).
    Optional<SequencedMap<String, MatValue>> load(Arena arena, String name, String fingerprint);

    /// Keeps `variables`, replacing an older state of the same name. Safe to call from several threads.
    void save(String name, String fingerprint, SequencedMap<String, MatValue> variables) throws IOException;
}
