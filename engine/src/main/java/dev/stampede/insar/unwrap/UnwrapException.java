package dev.stampede.insar.unwrap;

/// A backend could not unwrap. For the external program the message holds command line, exit code, the end of
/// its log and the scratch folder that was kept.
public final class UnwrapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnwrapException(String message) {
        super(message);
    }

    public UnwrapException(String message, Throwable cause) {
        super(message, cause);
    }
}
