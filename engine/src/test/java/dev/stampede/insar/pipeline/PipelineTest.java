package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        root = FakeDataset.prepare(temp.resolve("scene"), false);
    }

    private static List<String> words(PipelineReport report) {
        return report.rows().stream()
                .map(row -> row.task().stage() + " " + row.task().target() + " " + row.status().label())
                .toList();
    }

    @Test
    void runsEveryStageOfEveryPatchInOrder() throws IOException {
        var report = Pipeline.run(FakeDataset.context(root));

        assertThat(report.failures()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(words(report))
                .containsExactly(
                        "1 PATCH_1 completed",
                        "1 PATCH_2 completed",
                        "2 PATCH_1 completed",
                        "2 PATCH_2 completed",
                        "3 PATCH_1 completed",
                        "3 PATCH_2 completed",
                        "4 PATCH_1 completed",
                        "4 PATCH_2 completed",
                        "5 PATCH_1 completed",
                        "5 PATCH_2 completed",
                        "5 scene completed",
                        "6 scene completed",
                        "7 scene completed",
                        "8 scene completed");
        var status = Datasets.status(root);
        assertThat(status.mergedStage()).isEqualTo(8);
        assertThat(status.patches()).allMatch(p -> p.stage() == 5);
        assertThat(status.root().stale()).isEmpty();
        assertThat(status.patches()).allMatch(p -> p.folder().stale().isEmpty());
    }

    @Test
    void asecondRunKeepsEverything() throws IOException {
        Pipeline.run(FakeDataset.context(root));
        var before = FakeDataset.content(root);

        var report = Pipeline.run(FakeDataset.context(root));

        assertThat(report.rows()).allMatch(row -> row.status() == TaskStatus.SKIPPED_EXISTING, words(report).toString());
        assertThat(FakeDataset.content(root)).isEqualTo(before);
    }
}
