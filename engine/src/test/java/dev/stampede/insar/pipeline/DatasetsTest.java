package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.golden.StageHarness;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Status of the reference tree, put together stage by stage.
class DatasetsTest {
    @TempDir
    Path root;

    private void add(String... stages) throws IOException {
        try (var harness = StageHarness.in(root)) {
            harness.add(Golden.psSmall().resolve("expected/parms"));
            for (var stage : stages) {
                harness.add(Golden.psSmall().resolve("expected").resolve(stage));
            }
        }
    }

    private Map<String, Integer> stages() throws IOException {
        var status = Datasets.status(root);
        var stages = new TreeMap<String, Integer>();
        stages.put("merged", status.mergedStage());
        status.patches().forEach(p -> stages.put(p.patch(), p.stage()));
        return stages;
    }

    @Test
    void followsTheMarkersOfTheReference() throws IOException {
        add("stage0");
        assertThat(stages()).isEqualTo(Map.of("merged", 0, "PATCH_1", 0, "PATCH_2", 0));
        add("stage1");
        assertThat(stages()).isEqualTo(Map.of("merged", 0, "PATCH_1", 1, "PATCH_2", 1));
        add("stage2", "stage3");
        assertThat(stages()).isEqualTo(Map.of("merged", 0, "PATCH_1", 3, "PATCH_2", 3));
        add("stage4", "stage5a");
        assertThat(stages()).isEqualTo(Map.of("merged", 0, "PATCH_1", 5, "PATCH_2", 5));
        add("stage5b");
        assertThat(stages())
                .as("the phuw2 with zeros that the merge leaves is no marker")
                .isEqualTo(Map.of("merged", 5, "PATCH_1", 5, "PATCH_2", 5));
        add("stage6");
        assertThat(stages().get("merged")).isEqualTo(6);
        add("stage7", "stage8");
        assertThat(stages().get("merged")).isEqualTo(8);
    }

    @Test
    void tellsCountsSizeAndGaps() throws IOException {
        add("stage0", "stage1", "stage2", "stage3", "stage4", "stage5a", "stage5b", "stage6", "stage8");
        Files.delete(root.resolve("PATCH_1/pm1.mat"));
        Files.delete(root.resolve("PATCH_2/bp2.mat"));

        var status = Datasets.status(root);

        assertThat(status.root().psCount()).hasValue(1382);
        assertThat(status.root().ifgCount()).hasValue(16);
        assertThat(status.root().gaps()).containsExactly(8);
        assertThat(status.patches().getFirst().stage()).isEqualTo(1);
        assertThat(status.patches().getFirst().folder().gaps()).containsExactly(3, 4, 5);
        assertThat(status.patches().getLast().folder().bundleMissing()).containsExactly(4);
        assertThat(status.patches().getLast().folder().psCount()).hasValue(719);
        assertThat(status.diskBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void damagedFilesAreProblemsNotErrors() throws IOException {
        add("stage0", "stage1");
        Files.writeString(root.resolve("PATCH_1/ps1.mat"), "not a MAT file");
        Files.writeString(root.resolve("PATCH_2/no_ps_info.mat"), "not a MAT file");

        var status = Datasets.status(root);

        assertThat(status.patches().getFirst().folder().problems())
                .singleElement()
                .asString()
                .contains("PATCH_1/ps1.mat");
        assertThat(status.patches().getLast().folder().problems())
                .anyMatch(problem -> problem.contains("no_ps_info.mat"));
    }

    @Test
    void aBundleOlderThanOneBeforeItIsStale() throws IOException {
        add("stage0", "stage1", "stage2", "stage3");
        var past = java.nio.file.attribute.FileTime.from(java.time.Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(root.resolve("PATCH_1/select1.mat"), past);

        var stale = Datasets.status(root).patches().getFirst().folder().stale();

        assertThat(stale).contains(new DatasetStatus.Stale(3, "older than PATCH_1/ps1.mat"));
    }

    @Test
    void changesNothing() throws IOException {
        add("stage0", "stage1");
        var before = FakeDataset.content(root);

        Datasets.status(root);

        assertThat(FakeDataset.content(root)).isEqualTo(before);
        assertThat(root.resolve(".stampede")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoDataset() {
        assertThatThrownBy(() -> Datasets.status(root.resolve("absent"))).isInstanceOf(UsageException.class);
    }
}
