package dev.stampede.operators.core;

/// A pipeline names an operator that is not registered or not allowed where it is read.
public class UnknownOperatorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownOperatorException(String message) {
        super(message);
    }
}
