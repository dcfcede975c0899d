package dev.stampede.operators.core;

import java.util.Collection;
import java.util.List;

/// A pipeline names an operator that is not registered or not allowed where it is read.
public class UnknownOperatorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> allowed;

    public UnknownOperatorException(String message, Collection<String> allowed) {
        super(message);
        this.allowed = List.copyOf(allowed);
    }

    /// The names that can be used, in the order of the alphabet.
    public List<String> allowed() {
        return allowed;
    }
}
