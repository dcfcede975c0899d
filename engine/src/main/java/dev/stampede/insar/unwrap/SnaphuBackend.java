package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A way to have the user's snaphu solve a problem. Both give the same phase, bit for bit, when made from
/// the same sources.
public sealed interface SnaphuBackend permits SnaphuProgram, SnaphuInProcess {
    /// What solves one problem after another for one thread.
    Session openSession();

    /// See [#openSession()].
    interface Session extends AutoCloseable {
        /// Unwraps `problem` and writes row-major float32 phase to `outPhase`.
        /// @throws UnwrapException if the backend fails
        /// @throws java.util.concurrent.CancellationException if cancelled
        void run(GridProblem problem, MemorySegment outPhase, Cancellation cancellation) throws IOException;

        @Override
        default void close() {}
    }
}
