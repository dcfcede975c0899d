package dev.stampede.operators.core;

/// A step of a pipeline failed. The message names the step and repeats what it said; the cause is kept.
public class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int step;

    PipelineException(int step, Operator<?, ?> operator, RuntimeException cause) {
        super(
                "step " + step + ", " + operator.name() + ": "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
        this.step = step;
    }

    /// Number of the step, from 0.
    public int step() {
        return step;
    }

    /// Whether the step refused its input, a check failed or a file could not be used, as against a fault inside
    /// the operator.
    public boolean isExplained() {
        return getCause() instanceof IllegalArgumentException
                || getCause() instanceof QcException
                || getCause() instanceof IllegalStateException
                || getCause() instanceof java.io.UncheckedIOException;
    }
}
