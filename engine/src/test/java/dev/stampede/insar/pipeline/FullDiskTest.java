package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.insar.artifacts.Recovery;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk without space and one that cannot be written, as a small file system in memory. Needs the right
/// to mount one.
class FullDiskTest {
    @TempDir
    Path temp;

    private Path disk;
    private Path root;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "no right to mount a file system here");
        root = FakeDataset.prepare(disk.resolve("scene"), false);
    }

    @AfterEach
    void unmount() throws Exception {
        command("umount", disk.toString());
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private void fill(long leave) throws IOException {
        var file = disk.resolve("filler");
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(file, new byte[(int) Math.max(0, free - leave)]);
    }

    @Test
    void aFullDiskFailsTheStageAndHarmsNothing() throws IOException {
        Pipeline.run(FakeDataset.context(root).stages(1, 8));
        var before = FakeDataset.content(root);

        for (long leave : new long[] {0, 4096, 8192, 16384, 32768, 65536}) {
            fill(leave);
            try {
                var report = Pipeline.run(FakeDataset.context(root).stages(2, 2).existing(ExistingPolicy.RERUN));
                if (!report.ok()) {
                    assertThat(report.rows().getLast().details()).containsIgnoringCase("space");
                }
            } catch (UsageException e) {
                assertThat(e).hasMessageContaining("free space");
            }
            Files.delete(disk.resolve("filler"));
            var after = Pipeline.run(FakeDataset.context(root));
            assertThat(after.ok()).as("with " + leave + " bytes free before").isTrue();
            assertThat(Recovery.isNeeded(root)).isFalse();
            assertThat(FakeDataset.content(root))
                    .as("with " + leave + " bytes free before")
                    .isEqualTo(before);
        }
    }

    @Test
    void aDatasetThatCannotBeWrittenIsRefusedButCanBeLookedAt() throws Exception {
        Pipeline.run(FakeDataset.context(root).stages(1, 1));
        assumeTrue(command("mount", "-o", "remount,ro", disk.toString()), "no right to change a mount here");

        assertThatThrownBy(() -> Pipeline.run(FakeDataset.context(root).stages(2, 2)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be written");
        assertThat(Datasets.status(root).patches()).allMatch(p -> p.stage() == 1);
        assertThat(Pipeline.run(FakeDataset.context(root).stages(1, 2).dryRun(true))
                        .rows())
                .hasSize(4);
    }
}
