package dev.stampede.operators.checks;

import dev.stampede.operators.core.QcException;

/// What a failed check does.
public enum OnFail {
    /// Throws a [QcException].
    RAISE,
    /// Logs a warning; the raster passes.
    WARN;

    private static final System.Logger LOG = System.getLogger(OnFail.class.getName());

    void failed(String message) {
        if (this == RAISE) {
            throw new QcException(message);
        }
        LOG.log(System.Logger.Level.WARNING, message);
    }
}
