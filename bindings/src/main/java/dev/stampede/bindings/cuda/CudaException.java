package dev.stampede.bindings.cuda;

/// The driver refused a call or a kernel failed. The message names the call, the driver's own name for the
/// error and its explanation.
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    CudaException(String message, int code) {
        super(message);
        this.code = code;
    }

    /// The driver's number of the error; 0 where it is not the driver's.
    public int code() {
        return code;
    }
}
