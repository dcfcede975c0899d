package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.io.mat.MatVariable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedBundleTest {
    @TempDir
    Path root;

    private Path patch;
    private ProvenanceStore store;

    @BeforeEach
    void patch() throws IOException {
        patch = Files.createDirectories(root.resolve("PATCH_1"));
        store = new ProvenanceStore(root);
    }

    private static SequencedMap<String, MatValue> variables(Object... namesAndValues) {
        var variables = new LinkedHashMap<String, MatValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put((String) namesAndValues[i], Mat.scalar((double) namesAndValues[i + 1]));
        }
        return variables;
    }

    private static List<String> names(Path file) throws IOException {
        try (var mat = MatFiles.open(file)) {
            return mat.variables().stream().map(MatVariable::name).toList();
        }
    }

    private static double number(Path file, String name) throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(file)) {
            return ((dev.stampede.io.mat.MatArray) mat.read(arena, name)).scalar();
        }
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() throws IOException {
        try (var bundle = StagedBundle.open(root, patch, 2)) {
            bundle.replace("pm1", variables("K_ps", 1.0));
            assertThat(patch.resolve("pm1.mat")).doesNotExist();
            bundle.commit("pm1", List.of(), null, store);
        }
        assertThat(names(patch.resolve("pm1.mat"))).containsExactly("K_ps");
        assertThat(patch.resolve(StagedBundle.STAGING)).doesNotExist();
    }

    @Test
    void closingWithoutACommitLeavesNoTrace() throws IOException {
        try (var bundle = StagedBundle.open(root, patch, 2)) {
            bundle.replace("pm1", variables("K_ps", 1.0));
        }
        assertThat(patch).isEmptyDirectory();
    }

    @Test
    void appendKeepsOtherVariablesAndTheirOrder() throws IOException {
        MatFiles.write(patch.resolve("ps1.mat"), variables("a", 1.0, "b", 2.0, "c", 3.0), MatFormat.V7);

        try (var bundle = StagedBundle.open(root, patch, 1)) {
            bundle.append("ps1", variables("d", 4.0, "b", 20.0));
            bundle.append("ps1", variables("e", 5.0));
            bundle.commit("ps1", List.of(), null, store);
        }

        assertThat(names(patch.resolve("ps1.mat"))).containsExactly("a", "b", "c", "d", "e");
        assertThat(number(patch.resolve("ps1.mat"), "b")).isEqualTo(20);
        assertThat(number(patch.resolve("ps1.mat"), "c")).isEqualTo(3);
    }

    @Test
    void removesAndReplacesInOneStep() throws IOException {
        Files.writeString(patch.resolve("scla2.mat"), "stale");
        Files.writeString(patch.resolve("mean_amp.flt"), "user file");

        try (var bundle = StagedBundle.open(root, patch, 4)) {
            bundle.remove("scla2");
            bundle.remove("never_there");
            bundle.replace("weed1", variables("ix_weed", 1.0));
            assertThat(patch.resolve("scla2.mat")).exists();
            bundle.commit("weed1", List.of(), null, store);
        }

        assertThat(patch.resolve("scla2.mat")).doesNotExist();
        assertThat(patch.resolve("mean_amp.flt")).exists();
    }

    @Test
    void theListOfPairsGoesToTheRoot() throws IOException {
        try (var bundle = StagedBundle.open(root, patch, 1)) {
            bundle.text("small_baselines.list", "20200101 20200113\n");
            bundle.replace("ps1", variables("n_ps", 1.0));
            bundle.commit("ps1", List.of(), null, store);
        }
        assertThat(root.resolve("small_baselines.list")).hasContent("20200101 20200113\n");
        assertThat(patch.resolve("small_baselines.list")).doesNotExist();
    }

    @Test
    void refusesNamesThatLeaveTheFolder() throws IOException {
        try (var bundle = StagedBundle.open(root, patch, 1)) {
            for (var name : List.of("../ps1", "/tmp/x", "a\\b", ".hidden", " ")) {
                assertThatThrownBy(() -> bundle.replace(name, variables("a", 1.0)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("plain file name");
            }
        }
    }

    @Test
    void refusesToPublishWithoutTheMarkerOrWithALostFile() throws IOException {
        try (var bundle = StagedBundle.open(root, patch, 2)) {
            bundle.replace("psver", variables("psver", 1.0));
            assertThatThrownBy(() -> bundle.commit("pm1", List.of(), null, store))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("wrote no pm1");

            bundle.replace("pm1", variables("K_ps", 1.0));
            Files.delete(bundle.files().get("PATCH_1/psver.mat"));
            assertThatThrownBy(() -> bundle.commit("pm1", List.of(), null, store))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("psver.mat");
        }
        assertThat(patch).isEmptyDirectory();
    }

    @Test
    void sameContentGivesSameBytes() throws IOException {
        for (var name : List.of("one", "two")) {
            try (var bundle = StagedBundle.open(root, patch, 2)) {
                bundle.replace(name, variables("K_ps", 1.0, "C_ps", 2.0));
                bundle.commit(name, List.of(), null, store);
            }
        }
        assertThat(patch.resolve("one.mat")).hasSameBinaryContentAs(patch.resolve("two.mat"));
    }
}
