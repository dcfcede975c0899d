package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.Nearest;
import java.util.Collection;

/// The end of a message about a name that does not exist.
final class Suggestions {
    private Suggestions() {}

    static String of(String name, Collection<String> known) {
        return Nearest.of(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
