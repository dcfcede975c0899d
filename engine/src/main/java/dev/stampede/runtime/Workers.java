package dev.stampede.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The one pool of threads of a run. Work is cut into blocks whose size does not depend on the number of
/// threads, so results are the same for any thread count as long as blocks write disjoint places.
///
/// Calls may nest: a thread that waits helps with other blocks.
public final class Workers implements AutoCloseable {
    /// Work on the half-open range `[from, to)`.
    @FunctionalInterface
    public interface RangeTask {
        void run(long from, long to) throws Exception;
    }

    /// Work on the half-open range `[from, to)` with scratch memory of the executing thread.
    @FunctionalInterface
    public interface ScratchTask<S> {
        void run(S scratch, long from, long to) throws Exception;
    }

    private final ForkJoinPool pool;
    private final int threads;
    private final Cancellation cancellation;

    public Workers(int threads, Cancellation cancellation) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", needs at least 1");
        }
        this.threads = threads;
        this.cancellation = cancellation;
        this.pool = new ForkJoinPool(threads);
    }

    public Workers(int threads) {
        this(threads, new Cancellation());
    }

    public int threads() {
        return threads;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// Runs `task` on consecutive blocks of `block` elements covering `[0, count)`, in parallel, and waits.
    /// The first exception is rethrown; blocks not yet begun are then dropped.
    public void forBlocks(long count, long block, RangeTask task) {
        forBlocks(count, block, () -> null, (scratch, from, to) -> task.run(from, to));
    }

    /// As [#forBlocks(long, long, RangeTask)] with one scratch object per participating thread. A scratch
    /// object that is [AutoCloseable] is closed by the thread that used it.
    public <S> void forBlocks(long count, long block, Supplier<S> scratch, ScratchTask<S> task) {
        if (block < 1) {
            throw new IllegalArgumentException("block is " + block + ", needs at least 1");
        }
        long blocks = (count + block - 1) / block;
        var next = new AtomicLong();
        var failure = new AtomicReference<Throwable>();
        Runnable body = () -> {
            S own = null;
            try {
                own = scratch.get();
                for (long b; failure.get() == null && (b = next.getAndIncrement()) < blocks; ) {
                    cancellation.check();
                    task.run(own, b * block, Math.min(count, (b + 1) * block));
                }
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            } finally {
                close(own, failure);
            }
        };
        int parallel = (int) Math.min(threads, blocks);
        if (parallel <= 1) {
            if (blocks > 0) {
                body.run();
            }
        } else {
            runInPool(body, parallel);
        }
        if (failure.get() != null) {
            throw rethrow(failure.get());
        }
    }

    /// Runs `task` for every index in `[0, count)`, one index per block.
    public void forEach(int count, RangeTask task) {
        forBlocks(count, 1, task);
    }

    private void runInPool(Runnable body, int parallel) {
        Runnable all = () -> {
            List<ForkJoinTask<?>> helpers = new ArrayList<>();
            for (int i = 1; i < parallel; i++) {
                helpers.add(ForkJoinTask.adapt(body).fork());
            }
            body.run();
            helpers.forEach(ForkJoinTask::join);
        };
        if (ForkJoinTask.getPool() == pool) {
            all.run();
            return;
        }
        try {
            pool.submit(all).get();
        } catch (ExecutionException e) {
            throw rethrow(e.getCause());
        } catch (InterruptedException e) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        }
    }

    private static void close(Object scratch, AtomicReference<Throwable> failure) {
        if (scratch instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private static RuntimeException rethrow(Throwable t) {
        return Workers.<RuntimeException>sneak(t);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneak(Throwable t) throws E {
        throw (E) t;
    }

    @Override
    public void close() {
        pool.close();
    }
}
