package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patches that a stage leaves without points.
class EmptyPatchTest {
    @TempDir
    Path temp;

    private Path root;
    private final Set<String> merged = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void prepare() throws IOException {
        root = FakeDataset.prepare(temp.resolve("scene"), false);
    }

    /// A selection that finds nothing in the patches named, while at most one point per area is allowed.
    private StageCatalog selecting(String... empty) {
        var selection = new FakeStage(3, false, c -> {}) {
            @Override
            public StageSummary run(StageContext context) throws IOException {
                var summary = super.run(context);
                var name = context.folder().path().getFileName().toString();
                boolean nothing =
                        List.of(empty).contains(name) && context.parameters().number("density_rand") > 1;
                return nothing ? StageSummary.empty("0 of 9 candidates selected") : summary;
            }
        };
        var merge = new FakeStage(
                5,
                true,
                c -> c.patches().forEach(p -> merged.add(p.path().getFileName().toString())));
        return FakeStage.catalog(selection, merge);
    }

    private PipelineContext context(String... empty) {
        return FakeDataset.context(root).catalog(selecting(empty));
    }

    private static List<String> words(PipelineReport report) {
        return report.rows().stream()
                .map(row -> row.task().stage() + " " + row.task().target() + " "
                        + row.status().label())
                .toList();
    }

    private EmptyFlags flags(String patch) throws IOException {
        return EmptyFlags.of(new ArtifactFolder(root.resolve(patch)));
    }

    @Test
    void isSkippedFromThenOnAndLeftOutOfTheMerge() throws IOException {
        var report = Pipeline.run(context("PATCH_1"));

        assertThat(report.ok()).isTrue();
        assertThat(words(report))
                .contains(
                        "3 PATCH_1 completed",
                        "4 PATCH_1 skipped",
                        "4 PATCH_2 completed",
                        "5 PATCH_1 skipped",
                        "5 PATCH_2 completed",
                        "8 scene completed");
        assertThat(report.rows().stream()
                        .filter(r -> r.status() == TaskStatus.SKIPPED)
                        .map(ResultRow::details))
                .allMatch("no points left after stage 3: 0 of 9 candidates selected"::equals);
        assertThat(merged).containsExactly("PATCH_2");
        assertThat(root.resolve("patch.list")).hasContent("PATCH_2\n");
        assertThat(root.resolve("patch.list_old")).hasContent("PATCH_1\nPATCH_2\n");
        assertThat(root.resolve("PATCH_1/ps2.mat")).doesNotExist();
        assertThat(flags("PATCH_1").emptiedBefore(6)).isEqualTo(3);
        assertThat(flags("PATCH_2").any()).isFalse();
    }

    @Test
    void aSecondRunKeepsEverythingAndTheOldList() throws IOException {
        Pipeline.run(context("PATCH_1"));
        var before = FakeDataset.content(root);

        var report = Pipeline.run(context("PATCH_1"));

        assertThat(report.rows()).allMatch(row -> row.status() == TaskStatus.SKIPPED_EXISTING);
        assertThat(FakeDataset.content(root)).isEqualTo(before);
        Pipeline.run(context("PATCH_1").stages(5, 5).existing(ExistingPolicy.RERUN));
        assertThat(root.resolve("patch.list_old")).hasContent("PATCH_1\nPATCH_2\n");
    }

    @Test
    void stopsBeforeTheMergeAndContinues() throws IOException {
        Pipeline.run(context("PATCH_1").stages(1, 4));

        var report = Pipeline.run(context("PATCH_1"));

        assertThat(words(report))
                .contains(
                        "2 PATCH_1 skipped_existing",
                        "3 PATCH_1 skipped",
                        "4 PATCH_1 skipped",
                        "5 PATCH_2 completed",
                        "5 scene completed");
    }

    @Test
    void comesBackWhenItsSelectionIsRunWithOtherParameters() throws IOException {
        Pipeline.run(context("PATCH_1").stages(1, 4));
        ParameterFiles.of(root.resolve("PATCH_1")).addLocal("density_rand", dev.stampede.io.mat.Mat.scalar(1.0));

        var report = Pipeline.run(context("PATCH_1"));

        assertThat(report.ok()).isTrue();
        assertThat(words(report)).contains("3 PATCH_1 completed", "4 PATCH_1 completed", "5 PATCH_1 completed");
        assertThat(merged).containsExactlyInAnyOrder("PATCH_1", "PATCH_2");
        assertThat(flags("PATCH_1").any()).isFalse();
    }

    @Test
    void allEmptyIsAFailureWithTheCoherenceHistogram() throws IOException {
        for (int attempt = 1; attempt <= 2; attempt++) {
            var report = Pipeline.run(context("PATCH_1", "PATCH_2"));

            assertThat(report.ok()).isFalse();
            assertThat(words(report)).endsWith("3 PATCH_1 failed", "3 PATCH_2 failed");
            assertThat(report.rows().getLast().details())
                    .contains("no patch has points left")
                    .contains("0 of 9 candidates selected")
                    .contains("coherence of 9 candidates: 0.0-0.1 ");
            assertThat(root.resolve("ifgstd2.mat")).doesNotExist();
        }
    }
}
