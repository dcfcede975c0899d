package dev.stampede.mosaic.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.UsageException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeFolderTest {
    private static final int THREADS = 4;
    private static final int TIMES = 400;

    @TempDir
    Path folder;

    /// Runs that begin while another ends, and removes what they have just opened.
    @Test
    void oneRunAtATimeHasIt() throws Exception {
        var place = folder.resolve("resume");
        var identity = new RunIdentity().with("a", 1);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var had = new AtomicInteger();
        Callable<Void> runs = () -> {
            for (int i = 0; i < TIMES; i++) {
                try {
                    var opened = ResumeFolder.open(place, identity).folder();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    had.incrementAndGet();
                    opened.begin(identity);
                    inside.decrementAndGet();
                    opened.remove();
                } catch (UsageException inUse) {
                    assertThat(inUse).hasMessageContaining("run");
                }
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var done : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> runs).toList())) {
                done.get();
            }
        }

        assertThat(most).hasValue(1);
        assertThat(had).hasValueGreaterThan(TIMES / 10);
        assertThat(place).doesNotExist();
    }
}
