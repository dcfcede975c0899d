package dev.stampede.operators.checks;

import dev.stampede.operators.core.QcException;

/// Two rasters that should agree do not.
public class DiffException extends QcException {
    private static final long serialVersionUID = 1L;

    private final double difference;

    DiffException(String message, double difference) {
        super(message);
        this.difference = difference;
    }

    /// Largest absolute difference; NaN where a number meets NaN, or shapes differ.
    public double difference() {
        return difference;
    }
}
