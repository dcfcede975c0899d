package dev.stampede.cli;

import dev.stampede.runtime.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and a termination request into a cancellation: work stops at the next block, locks and staging
/// folders are put in order, checkpoints stay, and the process returns 130. A second Ctrl-C is the system's own
/// business.
final class Interruption {
    /// Longest time the work may take to stop, s.
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean ordinaryEnd;

    private Interruption() {}

    static Interruption watch(Cancellation cancellation) {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(cancellation), "interruption"));
        return interruption;
    }

    private void stop(Cancellation cancellation) {
        if (ordinaryEnd) {
            return;
        }
        cancellation.cancel();
        try {
            stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // leaving anyway
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /// The command has returned and printed. Ends the process.
    void end(int exitCode, Cancellation cancellation) {
        ordinaryEnd = !cancellation.isCancelled();
        stopped.countDown();
        System.exit(exitCode);
    }
}
