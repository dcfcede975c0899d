package dev.stampede.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PageMemoryTest {
    private static final long BYTES = 1 << 16;
    private static final int PARTS = 20_000;
    private static final int THREADS = 4;

    @Test
    void threadsGetMemoryOfTheirOwn() throws Exception {
        try (var arena = Arena.ofShared();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            var pages = PageMemory.in(arena);
            var together = new CyclicBarrier(THREADS);
            var parts = new ConcurrentLinkedQueue<MemorySegment>();
            var running = new ArrayList<Future<?>>();
            for (int t = 0; t < THREADS; t++) {
                running.add(threads.submit(() -> {
                    together.await();
                    for (int i = 0; i < PARTS; i++) {
                        parts.add(pages.allocate(BYTES, 64));
                    }
                    return null;
                }));
            }
            for (var thread : running) {
                thread.get();
            }

            var sorted = parts.stream()
                    .sorted(Comparator.comparingLong(MemorySegment::address))
                    .toList();
            assertThat(sorted).hasSize(THREADS * PARTS);
            assertThat(sorted.getFirst().get(ValueLayout.JAVA_LONG, BYTES - 8)).isZero();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(sorted.get(i).address())
                        .isGreaterThanOrEqualTo(sorted.get(i - 1).address() + BYTES);
            }
        }
    }
}
