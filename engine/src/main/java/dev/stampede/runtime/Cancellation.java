package dev.stampede.runtime;

import java.util.concurrent.CancellationException;

/// A request to stop, seen by every thread of a run. Work checks it between blocks.
public final class Cancellation {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// @throws CancellationException if [#cancel()] was called
    public void check() {
        if (cancelled) {
            throw new CancellationException("interrupted");
        }
    }
}
