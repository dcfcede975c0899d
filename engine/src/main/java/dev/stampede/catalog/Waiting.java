package dev.stampede.catalog;

import dev.stampede.runtime.Cancellation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
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

    /// Waits until the threads of a pool have ended: a library must not be unloaded, as at the end of the process,
    /// while one of them is in it. A run that is stopped does not wait, for its process ends without unloading.
    static void untilEnded(ExecutorService pool, Cancellation cancellation) {
        try {
            while (!cancellation.isCancelled() && !pool.awaitTermination(LOOK_MS, TimeUnit.MILLISECONDS)) {
                // look again
            }
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
        }
    }
}
