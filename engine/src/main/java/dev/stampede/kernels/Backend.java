package dev.stampede.kernels;

import java.util.Locale;

/// Where a kernel runs. `REFERENCE` is the definition; every other backend is tested against it.
public enum Backend {
    /// Scalar Java, written to be read.
    REFERENCE,
    /// The Java Vector API.
    VECTOR,
    /// Rust through the Foreign Function and Memory API.
    NATIVE,
    /// An NVIDIA device through the CUDA driver.
    CUDA;

    /// The name users write: the constant in lower case.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
