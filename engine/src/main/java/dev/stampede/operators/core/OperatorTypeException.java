package dev.stampede.operators.core;

/// An operator got, or was built from, something of the wrong kind: a raster where a list belongs, a terminal
/// operator in the middle of a chain, no input where one is needed.
public class OperatorTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public OperatorTypeException(String message) {
        super(message);
    }
}
