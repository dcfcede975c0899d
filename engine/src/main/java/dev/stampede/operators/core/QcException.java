package dev.stampede.operators.core;

/// A value did not pass a check of a pipeline.
public class QcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QcException(String message) {
        super(message);
    }
}
