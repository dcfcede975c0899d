package dev.stampede.operators.core;

import dev.stampede.raster.RasterMemory;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// What a pipeline read from text, and a call of it, may take.
///
/// @param depth       how deeply maps and lists may nest
/// @param nodes       values in the text: every map, list, text, number counts as one
/// @param bytes       size of the text
/// @param time        how long one call may run
/// @param resultBytes size of the result of one call
/// @param workBytes   size of all rasters made during one call together
public record Limits(int depth, int nodes, int bytes, Duration time, long resultBytes, long workBytes) {
    /// For one's own files: so wide that only a mistake meets them.
    public static final Limits OWN =
            new Limits(256, 1_000_000, 64 << 20, Duration.ofDays(365), Long.MAX_VALUE, Long.MAX_VALUE);

    /// For pipelines of people one does not know.
    public static final Limits UNTRUSTED = new Limits(64, 4096, 1 << 20, Duration.ofSeconds(30), 1L << 30, 4L << 30);

    public Limits withTime(Duration longest) {
        return new Limits(depth, nodes, bytes, longest, resultBytes, workBytes);
    }

    public Limits withResultBytes(long most) {
        return new Limits(depth, nodes, bytes, time, most, workBytes);
    }

    public Limits withWorkBytes(long most) {
        return new Limits(depth, nodes, bytes, time, resultBytes, most);
    }

    /// Runs an operator on a thread of its own. A call that is out of time is interrupted; it ends at the next
    /// step of its chain at the latest. A raster that does not fit is refused before it is made.
    /// @throws LimitException if it takes longer, or it or its result needs more memory than allowed or than
    /// there is
    public <A, B> B call(Operator<A, B> operator, A in) {
        return call(operator, in, () -> {});
    }

    /// As [#call(Operator, Object)].
    /// @param ended called on that thread when it has done its last work, which may be after this method has
    ///              given up
    public <A, B> B call(Operator<A, B> operator, A in, Runnable ended) {
        Callable<B> work =
                RasterMemory.in(counted(RasterMemory.current()), () -> OperatorScope.carry(() -> operator.apply(in)));
        var task = new FutureTask<B>(() -> {
            try {
                return work.call();
            } finally {
                ended.run();
            }
        });
        var thread = Thread.ofPlatform().daemon().name("limited-call").start(task);
        try {
            B out = task.get(time.toMillis(), TimeUnit.MILLISECONDS);
            long size = Content.bytes(out);
            if (size > resultBytes) {
                throw new LimitException(
                        "the result has " + size + " bytes, more than the " + resultBytes + " that are allowed");
            }
            return out;
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new LimitException(
                    operator.name() + " took longer than the " + time.toMillis() / 1e3 + " s that are allowed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new LimitException(operator.name() + " needs more memory than there is");
            }
            throw Threads.rethrow(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private SegmentAllocator counted(SegmentAllocator places) {
        if (workBytes == Long.MAX_VALUE) {
            return places;
        }
        var left = new AtomicLong(workBytes);
        return (bytes, alignment) -> {
            if (left.addAndGet(-bytes) < 0) {
                throw new LimitException("the rasters of one call need more than the " + workBytes
                        + " bytes that are allowed; the next one has " + bytes);
            }
            return places.allocate(bytes, alignment);
        };
    }
}
