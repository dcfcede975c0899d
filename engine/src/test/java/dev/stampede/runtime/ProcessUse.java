package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds, for tests that nothing grows. Linux only.
///
/// @param kib     memory in use, KiB
/// @param files   open file descriptors
/// @param threads of the process, those of the Java machine included
public record ProcessUse(long kib, long files, long threads) {
    /// Calls after which libraries, caches and compilers have what they keep.
    private static final int WARM = 100;

    /// Calls that must leave nothing behind.
    private static final int CALLS = 1000;

    /// What leaks does so in each round; the Java machine's own memory settles.
    private static final int ROUNDS = 3;

    /// Files the Java machine may open meanwhile.
    private static final int FILES = 2;

    /// Compiler threads the Java machine may start meanwhile.
    private static final int THREADS = 8;

    /// Something to be called often.
    @FunctionalInterface
    public interface Call {
        /// @param number of the call
        void run(int number) throws Exception;
    }

    /// What it holds now, after a collection.
    public static ProcessUse now() throws IOException {
        System.gc();
        return new ProcessUse(residentKiB(), count("/proc/self/fd"), count("/proc/self/task"));
    }

    /// Calls something a hundred and then a thousand times; the thousand must leave nothing behind. Where the memory
    /// grew, another thousand shows whether it goes on growing.
    ///
    /// @param kib memory that may be held more, less than what a thousand small leaks would hold
    public static void assertNothingIsLeft(long kib, Call call) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "the system does not tell what this process holds");
        for (int i = 0; i < WARM; i++) {
            call.run(i);
        }
        var first = now();
        var before = first;
        var after = first;
        for (int round = 0; round < ROUNDS && (round == 0 || after.kib - before.kib >= kib); round++) {
            before = after;
            for (int i = 0; i < CALLS; i++) {
                call.run(i);
            }
            after = now();
        }

        assertThat(after.files).as("open files after " + CALLS + " calls").isLessThanOrEqualTo(first.files + FILES);
        assertThat(after.threads).as("threads after " + CALLS + " calls").isLessThanOrEqualTo(first.threads + THREADS);
        assertThat(after.kib - before.kib)
                .as("KiB more after " + CALLS + " calls, in each of " + ROUNDS + " rounds")
                .isLessThan(kib);
    }

    private static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static long count(String folder) throws IOException {
        try (var entries = Files.list(Path.of(folder))) {
            return entries.count();
        }
    }
}
