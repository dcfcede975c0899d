package dev.stampede.bindings.hdf5;

import java.io.IOException;

/// A call of the HDF5 library failed; the message holds what the library said, innermost reason last.
public final class Hdf5Exception extends IOException {
    private static final long serialVersionUID = 1L;

    public Hdf5Exception(String message) {
        super(message);
    }
}
