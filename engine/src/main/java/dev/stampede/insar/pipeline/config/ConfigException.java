package dev.stampede.insar.pipeline.config;

import dev.stampede.runtime.UsageException;

/// A configuration that cannot be used. The message names the key or file, what was found and what is accepted.
public final class ConfigException extends UsageException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
