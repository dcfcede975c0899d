package dev.stampede.insar.artifacts;

import dev.stampede.runtime.UsageException;

/// Another command is changing the dataset. The message names its process and host.
public final class DatasetLockedException extends UsageException {
    private static final long serialVersionUID = 1L;

    public DatasetLockedException(String message) {
        super(message);
    }
}
