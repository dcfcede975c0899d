package dev.stampede.operators.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a pipeline read from text, and a call of it, may take.
///
/// @param depth       how deeply maps and lists may nest
/// @param nodes       values in the text: every map, list, text, number counts as one
/// @param bytes       size of the text
/// @param time        how long one call may run
/// @param resultBytes size of the result of one call
public record Limits(int depth, int nodes, int bytes, Duration time, long resultBytes) {
    /// For one's own files: so wide that only a mistake meets them.
    public static final Limits OWN = new Limits(256, 1_000_000, 64 << 20, Duration.ofDays(365), Long.MAX_VALUE);

    /// For pipelines of people one does not know.
    public static final Limits UNTRUSTED = new Limits(64, 4096, 1 << 20, Duration.ofSeconds(30), 1L << 30);

    public Limits withTime(Duration longest) {
        return new Limits(depth, nodes, bytes, longest, resultBytes);
    }

    public Limits withResultBytes(long most) {
        return new Limits(depth, nodes, bytes, time, most);
    }

    /// Runs an operator on a thread of its own. A call that is out of time is interrupted; it ends at the next
    /// step of its chain at the latest.
    /// @throws LimitException if it takes longer or its result is larger than allowed
    public <A, B> B call(Operator<A, B> operator, A in) {
        Callable<B> work = OperatorScope.carry(() -> operator.apply(in));
        var task = new FutureTask<>(work);
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
            throw Threads.rethrow(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
