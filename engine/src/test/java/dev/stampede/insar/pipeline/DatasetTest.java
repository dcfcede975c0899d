package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    @TempDir
    Path root;

    private void folders(String... names) throws IOException {
        for (var name : names) {
            Files.createDirectories(root.resolve(name));
        }
    }

    private List<String> patches() {
        return Dataset.open(root).patches().stream().map(Dataset.Patch::name).toList();
    }

    @Test
    void withoutAListPatchesAreOrderedByNumberAndOthersComeLast() throws IOException {
        folders("PATCH_10", "PATCH_2", "PATCH_1", "PATCH_x", "other", "PATCH_9");
        Files.writeString(root.resolve("PATCH_3"), "a file");

        assertThat(patches()).containsExactly("PATCH_1", "PATCH_2", "PATCH_9", "PATCH_10", "PATCH_x");
    }

    @Test
    void theListDecidesWhichAndInWhatOrder() throws IOException {
        folders("PATCH_1", "PATCH_2", "north");
        Files.writeString(root.resolve("patch.list"), "\n  north \r\n# PATCH_1\n\nPATCH_2\n");

        assertThat(patches()).containsExactly("north", "PATCH_2");
    }

    @Test
    void mergedProductsAloneAreADatasetToo() {
        assertThat(patches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "a/b", "..", ".", "a\\b"})
    void listedNamesMustBePlain(String name) throws IOException {
        Files.writeString(root.resolve("patch.list"), name + "\n");
        assertThatThrownBy(this::patches)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("plain folder name");
    }

    @Test
    void listedPatchesMustExistOnce() throws IOException {
        folders("PATCH_1");
        Files.writeString(root.resolve("patch.list"), "PATCH_1\nPATCH_2\n");
        assertThatThrownBy(this::patches).isInstanceOf(UsageException.class).hasMessageContaining("PATCH_2");

        Files.writeString(root.resolve("patch.list"), "PATCH_1\nPATCH_1\n");
        assertThatThrownBy(this::patches).isInstanceOf(UsageException.class).hasMessageContaining("twice");
    }

    @Test
    void linksThatLeaveTheDatasetAreRefusedOthersNot(@TempDir Path outside) throws IOException {
        folders("store/inner");
        Files.createSymbolicLink(root.resolve("PATCH_1"), root.resolve("store/inner"));
        assertThat(patches()).containsExactly("PATCH_1");

        Files.createSymbolicLink(root.resolve("PATCH_2"), outside);
        assertThatThrownBy(this::patches)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PATCH_2")
                .hasMessageContaining("outside the dataset");
    }

    @Test
    void aMissingRootIsAUsageError() {
        assertThatThrownBy(() -> Dataset.open(root.resolve("absent")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("does not exist");
    }
}
