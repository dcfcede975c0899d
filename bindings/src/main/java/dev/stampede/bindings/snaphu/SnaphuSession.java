package dev.stampede.bindings.snaphu;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.snaphu.generated.Snaphu;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.BooleanSupplier;

/// Unwraps one problem after another with a loaded library, in the layout of the program's files
/// (`bindings/native/snaphu-shim/stampede_snaphu.h`).
///
/// Threads: a session serves one call at a time; any number of sessions may be used at once, each result
/// being that of a call made alone.
public final class SnaphuSession implements AutoCloseable {
    static final FunctionDescriptor UNWRAP = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG);

    private static final long MESSAGE_BYTES = 4096;
    private static final long POLL_MILLIS = 20;

    /// Shared, because the thread that watches for a cancellation writes to it.
    private final Arena arena = Arena.ofShared();

    private final MemorySegment cancel = arena.allocate(ValueLayout.JAVA_INT);
    private final MemorySegment cost = arena.allocate(ValueLayout.JAVA_DOUBLE);
    private final MemorySegment message = arena.allocate(MESSAGE_BYTES);
    private final MethodHandle unwrap;

    public SnaphuSession(NativeLibrary.Loaded library) {
        unwrap = Linker.nativeLinker().downcallHandle(library.symbols().findOrThrow(SnaphuLibrary.UNWRAP), UNWRAP);
    }

    /// How a call ended.
    public enum Status {
        DONE,
        CANCELLED,
        /// the library was given what it cannot take
        REFUSED,
        /// the solver gave up
        FAILED
    }

    /// @param status    how the call ended
    /// @param message   what the solver said on its error stream; may hold warnings of a call that succeeded
    /// @param totalCost the solver's own figure; NaN unless done
    public record Outcome(Status status, String message, double totalCost) {}

    /// Unwraps one problem into `outPhase`, whose content is undefined unless the call is done.
    ///
    /// @param image     rows x cols (re, im) float32, row-major
    /// @param costs     (offset, sigsq, dzmax, laycost) int16 per pair of neighbours
    /// @param outPhase  rows x cols float32
    /// @param cancelled asked every 20 ms from another thread
    /// @throws IllegalArgumentException if a segment is on the heap or has not exactly the size it should
    public Outcome unwrap(
            int rows,
            int cols,
            MemorySegment image,
            MemorySegment costs,
            MemorySegment outPhase,
            BooleanSupplier cancelled) {
        require("image", image, 8, (long) rows * cols, rows, cols);
        require("costs", costs, 8, (rows - 1L) * cols + rows * (cols - 1L), rows, cols);
        require("phase", outPhase, 4, (long) rows * cols, rows, cols);
        cancel.set(ValueLayout.JAVA_INT, 0, 0);
        var watch = Thread.ofVirtual().name("snaphu-cancellation").start(() -> watch(cancelled));
        try {
            int status = (int) unwrap.invokeExact(
                    (long) rows, (long) cols, image, costs, outPhase, cost, cancel, message, MESSAGE_BYTES);
            return outcome(status);
        } catch (Throwable e) {
            throw new AssertionError(SnaphuLibrary.UNWRAP, e);
        } finally {
            stop(watch);
        }
    }

    private static void require(String name, MemorySegment segment, int bytes, long count, int rows, int cols) {
        if (rows < 1 || cols < 1 || segment.byteSize() != Math.multiplyExact(bytes, count)) {
            throw new IllegalArgumentException(name + " has " + segment.byteSize() + " bytes, a grid of " + rows + " x "
                    + cols + " needs exactly " + bytes + " times " + count);
        }
        if (!segment.isNative()) {
            throw new IllegalArgumentException(name + " lies on the Java heap; the library needs native memory");
        }
    }

    private Outcome outcome(int status) {
        var text = message.getString(0).strip();
        if (status == Snaphu.STAMPEDE_SNAPHU_DONE()) {
            return new Outcome(Status.DONE, text, cost.get(ValueLayout.JAVA_DOUBLE, 0));
        }
        if (status == Snaphu.STAMPEDE_SNAPHU_CANCELLED()) {
            return new Outcome(Status.CANCELLED, text, Double.NaN);
        }
        var kind = status == Snaphu.STAMPEDE_SNAPHU_REFUSED() ? Status.REFUSED : Status.FAILED;
        return new Outcome(kind, text, Double.NaN);
    }

    /// Hands a cancellation on until interrupted.
    private void watch(BooleanSupplier cancelled) {
        try {
            while (!cancelled.getAsBoolean()) {
                Thread.sleep(POLL_MILLIS);
            }
            cancel.set(ValueLayout.JAVA_INT, 0, 1);
        } catch (InterruptedException e) {
            // the call is over
        }
    }

    /// The watch must be over before the session may be closed or used again.
    private static void stop(Thread watch) {
        watch.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                watch.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
