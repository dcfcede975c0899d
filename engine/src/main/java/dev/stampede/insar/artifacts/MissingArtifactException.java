package dev.stampede.insar.artifacts;

import java.io.IOException;
import java.nio.file.Path;

/// A file that an earlier step should have left is not there. The message names it and the step that makes it.
public final class MissingArtifactException extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingArtifactException(Path file, String remedy) {
        super(file + " is missing; " + remedy);
    }
}
