package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SclaResetTest {
    @TempDir
    Path root;

    @Test
    void removesTheLookAngleErrorsOfTheDatasetAndOfItsPatchesAndNothingElse() throws IOException {
        Files.createDirectories(root.resolve("PATCH_1"));
        for (var name : List.of("scla2", "scla_smooth2", "scla_sb2", "scla_smooth_sb2", "phuw2", "scn2")) {
            Files.writeString(root.resolve(name + ".mat"), "x");
            Files.writeString(root.resolve("PATCH_1").resolve(name + ".mat"), "x");
        }

        var removed = SclaReset.run(root);

        assertThat(removed).hasSize(8).contains(Path.of("PATCH_1", "scla_smooth_sb2.mat"), Path.of("scla2.mat"));
        assertThat(root.resolve("scla_smooth2.mat")).doesNotExist();
        assertThat(root.resolve("phuw2.mat")).exists();
        assertThat(root.resolve("PATCH_1/scn2.mat")).exists();
        assertThat(SclaReset.run(root)).isEmpty();
    }

    @Test
    void leavesADatasetInUseAlone() throws IOException {
        Files.writeString(root.resolve("scla2.mat"), "x");
        try (var lock = DatasetLock.acquire(root, "run")) {
            assertThatThrownBy(() -> SclaReset.run(root)).isInstanceOf(UsageException.class);
        }
        assertThat(root.resolve("scla2.mat")).exists();
        assertThatThrownBy(() -> SclaReset.run(root.resolve("absent"))).isInstanceOf(UsageException.class);
    }
}
