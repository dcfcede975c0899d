package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;

/// Unwraps one interferogram at a time; see [UnwrapRun#openWorker]. Closing releases its memory.
public interface UnwrapWorker extends AutoCloseable {
    /// Unwraps one interferogram.
    ///
    /// @param progress told `begin("unwrap", units)` and how many of the units are done as the solve proceeds
    /// @return valid until the next call on this worker or its closing
    /// @throws java.util.concurrent.CancellationException if cancelled meanwhile, checked every few
    /// thousand searches
    /// @throws UnwrapException if the backend fails
    UnwrappedPhase unwrap(ArcStatistics interferogram, Cancellation cancellation, Progress progress) throws IOException;

    @Override
    void close();
}
