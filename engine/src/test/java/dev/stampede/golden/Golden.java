package dev.stampede.golden;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the golden data of the project from wherever a test runs.
public final class Golden {
    private Golden() {}

    /// The single-master set: `inputs`, `truth`, `expected`, `fixtures`.
    public static Path psSmall() {
        return find("ps_small");
    }

    /// The small-baseline set.
    public static Path sbSmall() {
        return find("sb_small");
    }

    private static Path find(String set) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var candidate = folder.resolve("golden").resolve(set);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException(
                "golden/" + set + " not found above " + Path.of("").toAbsolutePath());
    }
}
