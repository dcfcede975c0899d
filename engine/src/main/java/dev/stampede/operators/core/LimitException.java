package dev.stampede.operators.core;

/// A pipeline, or a call of one, needs more than it is allowed.
public class LimitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public LimitException(String message) {
        super(message);
    }
}
