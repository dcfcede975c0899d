package dev.stampede.runtime;

/// What was asked for cannot be done with this input: a wrong option, an unknown parameter, a dataset that
/// lacks files, a mode that is not supported, a dataset in use by somebody else. Nothing was written. The
/// command line answers with exit code 2; a stage that fails while it runs is reported in its result row
/// instead (exit code 1).
public class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
