package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingTest {
    /// Waits for a thread that works until a latch opens, and that no interruption reaches, as in a library.
    private static Thread waitingFor(CountDownLatch end, Cancellation cancellation) {
        var pool = Executors.newFixedThreadPool(1);
        var working = new CountDownLatch(1);
        pool.execute(() -> {
            working.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        return Thread.ofPlatform().start(() -> {
            try {
                working.await();
            } catch (InterruptedException e) {
                return;
            }
            pool.shutdownNow();
            Waiting.untilEnded(pool, cancellation);
        });
    }

    @Test
    void endsWithTheThreadsOfThePool() throws InterruptedException {
        var end = new CountDownLatch(1);
        var waiting = waitingFor(end, new Cancellation());
        assertThat(waiting.join(Duration.ofMillis(300))).isFalse();

        end.countDown();

        assertThat(waiting.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void endsAtOnceWhenTheRunIsStopped() throws InterruptedException {
        var end = new CountDownLatch(1);
        var cancellation = new Cancellation();
        try {
            var waiting = waitingFor(end, cancellation);
            cancellation.cancel();

            assertThat(waiting.join(Duration.ofSeconds(30))).isTrue();
        } finally {
            end.countDown();
        }
    }
}
