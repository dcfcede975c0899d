package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.file.Path;

/// A file exists but its content is not what it should be. The message names the file, the place, what was
/// found and what was expected.
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public FormatException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public FormatException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
