package dev.stampede.insar.pipeline;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything the result of one task depends on. Thread counts, block sizes and backends are not part of
/// it, because results do not depend on them beyond rounding.
///
/// @param inputs     SHA-256 of each input, by name
/// @param parameters science parameters the stage depends on, as text
/// @param settings   settings of the run it depends on, as text
record Fingerprint(
        SortedMap<String, String> inputs, SortedMap<String, String> parameters, SortedMap<String, String> settings) {
    /// Stands for an input outside the dataset that cannot be reached now; equal to anything.
    static final String UNREACHABLE = "unreachable";

    Fingerprint {
        inputs = new TreeMap<>(inputs);
        parameters = new TreeMap<>(parameters);
        settings = new TreeMap<>(settings);
    }

    /// The first thing in which this differs from a recorded one, in words; none if they agree.
    Optional<String> changeSince(Fingerprint recorded) {
        return difference("input", recorded.inputs, inputs, false)
                .or(() -> difference("parameter", recorded.parameters, parameters, true))
                .or(() -> difference("setting", recorded.settings, settings, true));
    }

    private static Optional<String> difference(
            String kind, SortedMap<String, String> before, SortedMap<String, String> now, boolean showValues) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var was = before.get(name);
            var is = now.get(name);
            if (was == null) {
                return Optional.of(kind + " " + name + " is new");
            }
            if (is == null) {
                return Optional.of(kind + " " + name + " is gone");
            }
            if (!is.equals(was) && !is.equals(UNREACHABLE) && !was.equals(UNREACHABLE)) {
                return Optional.of(kind + " " + name + " changed" + (showValues ? " from " + was + " to " + is : ""));
            }
        }
        return Optional.empty();
    }
}
