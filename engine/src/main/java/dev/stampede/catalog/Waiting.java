package dev.stampede.catalog;

import dev.stampede.runtime.Cancellation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for what other threads read, no longer than the run is wanted.
final class Waiting {
    /// How often the request to stop is looked at.
    private static final long LOOK_MS = 100;

    private Waiting() {}

    /// The result.
    /// @throws java.util.concurrent.CancellationException if the run is stopped meanwhile
    static <T> T get(Future<T> future, Cancellation cancellation) throws ExecutionException, InterruptedException {
        while (true) {
            cancellation.check();
            try {
                return future.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillAtWork) {
                // look again
            }
        }
    }
}
