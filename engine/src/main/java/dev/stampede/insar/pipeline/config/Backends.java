package dev.stampede.insar.pipeline.config;

import dev.stampede.kernels.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads backend names with their aliases.
public final class Backends {
    private static final Map<Backend, List<String>> ALIASES = aliases();

    private Backends() {}

    private static Map<Backend, List<String>> aliases() {
        Map<Backend, List<String>> table = new LinkedHashMap<>();
        table.put(Backend.REFERENCE, List.of("python", "cpu", "threads", "thread", "io", "processes", "process"));
        table.put(Backend.VECTOR, List.of());
        table.put(Backend.NATIVE, List.of());
        table.put(Backend.CUDA, List.of("gpu"));
        return table;
    }

    /// Other names under which a backend is accepted.
    public static List<String> aliasesOf(Backend backend) {
        return ALIASES.get(backend);
    }

    /// The backend a word names; empty for `auto`.
    /// @throws ConfigException if no backend has that name
    public static Optional<Backend> parse(String word, String where) {
        String plain = word.trim().toLowerCase(Locale.ROOT);
        if (plain.equals("auto")) {
            return Optional.empty();
        }
        for (var entry : ALIASES.entrySet()) {
            if (entry.getKey().label().equals(plain) || entry.getValue().contains(plain)) {
                return Optional.of(entry.getKey());
            }
        }
        throw new ConfigException(where + " is " + word + ", expected auto, reference, vector, native or cuda");
    }
}
