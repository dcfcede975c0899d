package dev.stampede.patcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Patches in order, read ahead by threads in the background. At most `depth` patches are read or waiting or
/// held by the user at a time: one counts until it is closed. Used by one thread.
///
///     try (var patches = patcher.split(source).prefetch(8)) {
///         while (patches.hasNext()) {
///             try (var held = patches.next()) { ... held.patch() ... }
///         }
///     }
public final class PatchPrefetch implements Iterator<PatchPrefetch.Held>, AutoCloseable {
    /// A patch whose memory is freed when it is closed.
    public static final class Held implements AutoCloseable {
        private final PatchPrefetch owner;
        private final Patch patch;
        private final Arena arena;
        private boolean closed;

        private Held(PatchPrefetch owner, Patch patch, Arena arena) {
            this.owner = owner;
            this.patch = patch;
            this.arena = arena;
        }

        public Patch patch() {
            return patch;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                arena.close();
                owner.out--;
                owner.fill();
            }
        }
    }

    private record Read(Patch patch, Arena arena) {}

    private final PatchReader reader;
    private final int depth;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ArrayDeque<Future<Read>> ahead = new ArrayDeque<>();
    private int next;
    private int out;

    /// @throws IllegalArgumentException if `depth` is below 1
    PatchPrefetch(PatchReader reader, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("prefetch is " + depth + ", needs at least 1");
        }
        this.reader = reader;
        this.depth = depth;
        fill();
    }

    private void fill() {
        while (ahead.size() + out < depth && next < reader.size()) {
            int number = next++;
            ahead.add(threads.submit(() -> {
                var arena = Arena.ofShared();
                try {
                    return new Read(reader.read(arena, number), arena);
                } catch (IOException | RuntimeException e) {
                    arena.close();
                    throw e;
                }
            }));
        }
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || next < reader.size();
    }

    /// The next patch, which the caller closes.
    /// @throws UncheckedIOException   if it cannot be read
    /// @throws IllegalStateException  if the caller holds as many patches as may be held
    @Override
    public Held next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + reader.size() + " patches were taken");
        }
        if (ahead.isEmpty()) {
            throw new IllegalStateException(
                    out + " patches are open, as many as may be; close one before taking the next, or prefetch more");
        }
        try {
            var read = ahead.remove().get();
            out++;
            return new Held(this, read.patch(), read.arena());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException unreadable
                    ? new UncheckedIOException(unreadable.getMessage(), unreadable)
                    : e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a patch", e);
        }
    }

    /// Frees the patches that were read and not taken.
    @Override
    public void close() {
        next = reader.size();
        threads.close();
        for (var left : ahead) {
            if (left.state() == Future.State.SUCCESS) {
                left.resultNow().arena().close();
            }
        }
        ahead.clear();
    }
}
