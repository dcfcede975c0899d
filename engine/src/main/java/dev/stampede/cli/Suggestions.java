package dev.stampede.cli;

import dev.stampede.runtime.Nearest;
import java.util.Collection;

/// The end of a message about a name that does not exist.
final class Suggestions {
    private Suggestions() {}

    static String of(String name, Collection<String> known) {
        return Nearest.several(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
