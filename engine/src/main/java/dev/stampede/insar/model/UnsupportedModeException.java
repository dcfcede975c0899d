package dev.stampede.insar.model;

/// A processing branch that exists in the original but is not offered here. Raised before anything is written.
public final class UnsupportedModeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedModeException(String message) {
        super(message);
    }
}
