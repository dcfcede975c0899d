package dev.stampede.insar.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.mat.Mat;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownParametersTest {
    @TempDir
    Path root;

    private final KnownParameters known = new KnownParameters();
    private Path patch;

    @BeforeEach
    void makeDataset() throws IOException {
        patch = Files.createDirectory(root.resolve("PATCH_1"));
        ParameterFiles.create(root, false, "snap");
    }

    @Test
    void isReadOnceWhileNothingChanges() throws IOException {
        assertThat(known.of(patch)).isSameAs(known.of(patch));
        assertThat(known.of(patch).values().keySet())
                .isEqualTo(known.of(root).values().keySet());
    }

    @Test
    void sharedAndLocalChangesAreSeen() throws IOException {
        double before = known.of(patch).number("clap_win");

        ParameterFiles.of(root).set("clap_win", Mat.scalar(before + 8));
        assertThat(known.of(patch).number("clap_win")).isEqualTo(before + 8);

        ParameterFiles.of(patch).addLocal("clap_win", Mat.scalar(before + 16));
        assertThat(known.of(patch).number("clap_win")).isEqualTo(before + 16);
        assertThat(known.of(root).number("clap_win")).isEqualTo(before + 8);

        ParameterFiles.of(patch).removeLocal("clap_win");
        assertThat(known.of(patch).number("clap_win")).isEqualTo(before + 8);
    }

    @Test
    void readsAgainAfterForgetting() throws IOException {
        var before = known.of(patch);

        known.forget();

        assertThat(known.of(patch)).isNotSameAs(before);
    }

    @Test
    void aFolderWithoutParametersIsRefused() throws IOException {
        Files.delete(root.resolve("parms.mat"));

        assertThatThrownBy(() -> known.of(patch))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("parms.mat");
    }
}
