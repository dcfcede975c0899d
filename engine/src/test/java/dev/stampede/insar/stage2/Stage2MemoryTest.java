package dev.stampede.insar.stage2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.pipeline.Pipeline;
import dev.stampede.insar.pipeline.PipelineContext;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patch of five million candidates and 100 interferograms fits a machine of 24 GiB with the default
/// share of its memory, the Java machine set aside.
class Stage2MemoryTest {
    private static final long CANDIDATES = 5_000_000;
    private static final long BUDGET = (long) (0.7 * (24L << 30)) - (260L << 20);

    @Test
    void fiveMillionCandidatesFit() {
        // One candidate in two cells of 50 m: sparser than any scene that has so many.
        assertThat(Stage2.bytes(CANDIDATES, 101, 2 * CANDIDATES, 2, false, false))
                .isLessThan(24L << 30);
        assertThat(Stage2.bytes(CANDIDATES, 101, CANDIDATES / 2, 2, false, false))
                .isLessThan(BUDGET);
    }

    /// Files of the right sizes that take no room on the disk.
    @Test
    void aRunThatCannotFitIsRefusedBeforeTheFirstStage(@TempDir Path folder) throws IOException {
        var patch = Files.createDirectories(folder.resolve("PATCH_1"));
        Files.writeString(folder.resolve("patch.list"), "PATCH_1\n");
        Files.writeString(patch.resolve("pscands.1.ij"), "1 0 0\n");
        hollow(patch.resolve("pscands.1.ll"), 8 * CANDIDATES);
        hollow(patch.resolve("pscands.1.ph"), 8 * CANDIDATES * 100);
        ParameterFiles.create(folder, false, "snap");
        var context = PipelineContext.of(folder).stages(1, 2);
        var small = context.config(context.config().with("runtime.max_memory_bytes", 10L << 30));
        var large = context.config(context.config().with("runtime.max_memory_bytes", 22L << 30));

        assertThatThrownBy(() -> Pipeline.run(small))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stage 2 of PATCH_1 needs about")
                .hasMessageContaining("--range-patches");
        assertThat(patch.resolve("ps1.mat")).doesNotExist();
        assertThat(folder.resolve(".stampede")).doesNotExist();
        assertThat(planned(Pipeline.run(large.dryRun(true)).rows().stream()
                        .map(row -> row.plannedBytes().orElseThrow())
                        .toList()))
                .isBetween(11L << 30, 16L << 30);
    }

    private static long planned(List<Long> bytes) {
        return bytes.stream().mapToLong(b -> b).max().orElseThrow();
    }

    private static void hollow(Path file, long bytes) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(bytes);
        }
    }
}
