package dev.stampede.io.vector;

import java.io.IOException;

/// A file cannot be used as a vector file: it is no such file, or lacks what is asked of it. The message names the
/// file and says what is wrong; another file, or this one mended, would do.
public final class UnreadableVectorException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableVectorException(String message) {
        super(message);
    }

    public UnreadableVectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
