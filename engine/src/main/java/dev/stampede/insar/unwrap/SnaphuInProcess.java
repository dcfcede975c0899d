package dev.stampede.insar.unwrap;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.bindings.snaphu.SnaphuSession;
import dev.stampede.runtime.Cancellation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Runs the solver of the user's snaphu inside this process, on arrays, from a library made by `make
/// snaphu`. A failure of the solver is an [UnwrapException] with its own message; the process goes on.
///
/// @param library the loaded library
record SnaphuInProcess(NativeLibrary.Loaded library) implements SnaphuBackend {
    /// @param file the library; empty = the one its property names
    /// @throws UnwrapException if it cannot be used, saying why and what to do
    static SnaphuInProcess find(Optional<Path> file) {
        return switch (SnaphuLibrary.find(file)) {
            case NativeLibrary.Loaded loaded -> new SnaphuInProcess(loaded);
            case NativeLibrary.Missing missing ->
                throw new UnwrapException("the snaphu library cannot be used: " + missing.reason() + "; "
                        + SnaphuLibrary.ADVICE + ", set tools.snaphu to the snaphu program, or use the native"
                        + " unwrapper");
        };
    }

    @Override
    public Session openSession() {
        var session = new SnaphuSession(library);
        return new Session() {
            @Override
            public void run(GridProblem problem, MemorySegment outPhase, Cancellation cancellation) {
                SnaphuInProcess.this.run(session, problem, outPhase, cancellation);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private void run(SnaphuSession session, GridProblem problem, MemorySegment outPhase, Cancellation cancellation) {
        cancellation.check();
        try (var arena = Arena.ofConfined()) {
            var outcome = session.unwrap(
                    problem.rows(),
                    problem.cols(),
                    offHeap(arena, problem.image()),
                    offHeap(arena, problem.records()),
                    outPhase,
                    cancellation::isCancelled);
            switch (outcome.status()) {
                case DONE -> {}
                case CANCELLED -> throw new CancellationException("interrupted");
                case REFUSED, FAILED ->
                    throw new UnwrapException("snaphu " + SnaphuLibrary.version(library) + " in " + library.file()
                            + " could not unwrap a grid of " + problem.rows() + " x " + problem.cols() + " cells: "
                            + (outcome.message().isEmpty() ? "(no message)" : outcome.message()));
            }
        }
    }

    private static MemorySegment offHeap(Arena arena, MemorySegment segment) {
        return segment.isNative()
                ? segment
                : arena.allocate(segment.byteSize(), 8).copyFrom(segment);
    }
}
