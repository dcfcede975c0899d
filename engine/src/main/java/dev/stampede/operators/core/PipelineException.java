package dev.stampede.operators.core;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/// A step of a pipeline failed. The message names the step and repeats what it said; the cause is kept.
public class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int step;

    PipelineException(int step, Operator<?, ?> operator, RuntimeException cause) {
        super("step " + step + ", " + operator.name() + ": " + text(cause), cause);
        this.step = step;
    }

    private static String text(RuntimeException cause) {
        var io = cause instanceof UncheckedIOException unchecked ? unchecked.getCause() : null;
        // The message of a plain wrapper begins with the name of a class; those of file systems are a name alone.
        boolean plain = io != null
                && !(io instanceof FileSystemException)
                && io.toString().equals(cause.getMessage());
        var message = plain ? io.getMessage() : cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
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
                || getCause() instanceof UncheckedIOException;
    }
}
