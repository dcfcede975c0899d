package dev.stampede.verify;

import java.nio.file.Path;
import java.util.Optional;

/// One golden file and where its counterpart lies.
///
/// @param name   relative path for the report, such as `PATCH_1/pm1.mat`
/// @param golden the file with the expected content
/// @param run    the file to judge, existing or not
/// @param stage  key of the stage that made it, `*` when unknown
record Expectation(String name, Path golden, Path run, String stage) {
    /// Base name of a MAT artifact, or the name of another file.
    String artifact() {
        String file = golden.getFileName().toString();
        return isMat() ? file.substring(0, file.length() - ".mat".length()) : file;
    }

    boolean isMat() {
        return golden.getFileName().toString().endsWith(".mat");
    }

    Optional<String> patch() {
        int cut = name.indexOf('/');
        return cut < 0 ? Optional.empty() : Optional.of(name.substring(0, cut));
    }
}
