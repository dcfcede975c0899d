package dev.stampede.kernels;

/// A backend that the user named cannot run a kernel. The message names kernel, backend, reason and remedy.
public final class KernelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KernelUnavailableException(String kernel, Backend backend, String reason) {
        super("kernel " + kernel + " cannot run on backend " + backend.label() + ": " + reason);
    }

    /// The backend named for all kernels cannot run.
    public KernelUnavailableException(Backend backend, String reason) {
        super("backend " + backend.label() + " cannot run here: " + reason);
    }
}
