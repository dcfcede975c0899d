package dev.stampede.io;

import java.io.IOException;

/// A file cannot be read or written because a library of others is not here. The message names the file, the library,
/// why it cannot be used, and what to install or name instead.
public final class MissingLibraryException extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingLibraryException(String message) {
        super(message);
    }
}
