package dev.stampede.kernels.cuda;

import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelUnavailableException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/// A device shared by the threads of a run. Device memory is bounded: there are a few lanes, each for one
/// caller at a time, each with two chunks in flight so that copies of one run while the other computes.
/// Callers beyond the number of lanes wait.
///
/// Nothing is allocated until it is needed, and what was allocated is kept for the next caller; memory on
/// the device never exceeds the budget.
public final class CudaPool implements AutoCloseable {
    /// Callers at once. More do not help: one device computes, and copies keep its engines busy from two.
    private static final int LANES = 4;

    /// Chunks in flight per caller.
    private static final int SLOTS = 2;

    /// Device memory a chunk takes when it may choose: large enough that starting kernels does not matter.
    private static final long USUAL_BYTES = 64L << 20;

    private final KernelLauncher launcher;
    private final long bytesPerChunk;
    private final int callers;
    private final Semaphore lanes;
    private final Deque<CudaChunk[]> idle = new ArrayDeque<>();
    private boolean closed;

    /// What is done with each chunk.
    @FunctionalInterface
    public interface Body {
        /// Names inputs and results of items `[from, to)` and queues kernels.
        void run(CudaChunk chunk, int from, int to);
    }

    /// @param launcher closed with the pool
    /// @param maxBytes device memory all chunks together may take
    public CudaPool(KernelLauncher launcher, long maxBytes) {
        this(launcher, maxBytes, LANES);
    }

    /// @param callers how many threads may use the device at once
    public CudaPool(KernelLauncher launcher, long maxBytes, int callers) {
        this.launcher = launcher;
        this.callers = callers;
        bytesPerChunk = maxBytes / ((long) SLOTS * callers) - CudaChunk.overhead();
        lanes = new Semaphore(callers);
    }

    /// The name of the device.
    public String device() {
        return launcher.name();
    }

    /// Device memory one chunk may take.
    public long bytesPerChunk() {
        return Math.max(0, bytesPerChunk);
    }

    /// Most shared memory a block may have.
    public long sharedBytes() {
        return launcher.sharedBytesPerBlock();
    }

    /// Cuts `[from, to)` into chunks that fit the budget and hands them to `body` in order. When this
    /// returns all results are in place.
    ///
    /// @param kernel for messages
    /// @throws KernelUnavailableException if not even one step fits the budget
    /// @throws dev.stampede.bindings.cuda.CudaException if the driver or a kernel fails
    public void forChunks(String kernel, int from, int to, ChunkSize size, Body body) {
        if (from >= to) {
            return;
        }
        int items = size.items(USUAL_BYTES, bytesPerChunk);
        if (items == 0) {
            throw tooSmall(kernel, size);
        }
        long bytes = size.bytes(Math.min(items, to - from));
        var slots = take();
        try {
            int slot = 0;
            for (int first = from; first < to; ) {
                int last = (int) Math.min(to, (long) first + items);
                var chunk = slots[slot];
                chunk.finish();
                chunk.begin(kernel, bytes);
                body.run(chunk, first, last);
                chunk.queueResults();
                slot = (slot + 1) % SLOTS;
                first = last;
            }
            for (int i = 0; i < SLOTS; i++) {
                slots[(slot + i) % SLOTS].finish();
            }
        } catch (Throwable e) {
            abandon(slots, e);
            throw e;
        } finally {
            giveBack(slots);
        }
    }

    private KernelUnavailableException tooSmall(String kernel, ChunkSize size) {
        return new KernelUnavailableException(
                kernel,
                Backend.CUDA,
                "its smallest piece needs " + size.bytes(size.step()) + " bytes on " + device()
                        + ", runtime.gpu.max_memory_bytes leaves " + bytesPerChunk() + " for each of "
                        + SLOTS * callers + "; raise it or name another backend");
    }

    private static void abandon(CudaChunk[] slots, Throwable cause) {
        for (var chunk : slots) {
            try {
                chunk.abandon();
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private CudaChunk[] take() {
        lanes.acquireUninterruptibly();
        try {
            synchronized (idle) {
                if (closed) {
                    throw new IllegalStateException("the CUDA device " + device() + " is closed");
                }
                if (!idle.isEmpty()) {
                    return idle.pop();
                }
            }
            return open(SLOTS);
        } catch (Throwable e) {
            lanes.release();
            throw e;
        }
    }

    private CudaChunk[] open(int count) {
        var slots = new CudaChunk[count];
        for (int i = 0; i < count; i++) {
            try {
                slots[i] = new CudaChunk(launcher);
            } catch (RuntimeException e) {
                close(Arrays.asList(slots).subList(0, i), e);
                throw e;
            }
        }
        return slots;
    }

    /// Closes all of them, adding what goes wrong to `cause`.
    private static void close(List<CudaChunk> chunks, RuntimeException cause) {
        for (var chunk : chunks) {
            try {
                chunk.close();
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private void giveBack(CudaChunk[] slots) {
        synchronized (idle) {
            idle.push(slots);
        }
        lanes.release();
    }

    private void closeIdle() {
        var chunks = idle.stream().flatMap(Arrays::stream).toList();
        idle.clear();
        for (int i = 0; i < chunks.size(); i++) {
            try {
                chunks.get(i).close();
            } catch (RuntimeException e) {
                close(chunks.subList(i + 1, chunks.size()), e);
                throw e;
            }
        }
    }

    /// Waits for callers and gives everything back.
    @Override
    public void close() {
        lanes.acquireUninterruptibly(callers);
        try {
            synchronized (idle) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            // The device last, and the rest too where the driver refuses a part.
            try (launcher) {
                closeIdle();
            }
        } finally {
            lanes.release(callers);
        }
    }
}
