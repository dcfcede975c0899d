package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run keeps of earlier ones, and why it computes the rest.
class KeepingTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        root = FakeDataset.prepare(temp.resolve("scene"), false);
    }

    private PipelineContext context() {
        return FakeDataset.context(root);
    }

    private PipelineReport runAll() throws IOException {
        var report = Pipeline.run(context());
        assertThat(report.ok()).as(report.rows().toString()).isTrue();
        return report;
    }

    private static List<String> words(PipelineReport report) {
        return report.rows().stream()
                .map(row -> row.task().stage() + " " + row.task().target() + " "
                        + row.status().label())
                .toList();
    }

    private static List<String> completed(PipelineReport report) {
        return report.rows().stream()
                .filter(row -> row.status() == TaskStatus.COMPLETED)
                .map(row -> row.task().stage() + " " + row.task().target())
                .toList();
    }

    private double psver(Path folder) throws IOException {
        try (var arena = Arena.ofConfined();
                var file = new ArtifactFolder(folder).open(arena, "psver")) {
            return file.number("psver");
        }
    }

    @Test
    void aSecondRunKeepsEverything() throws IOException {
        runAll();
        var before = FakeDataset.content(root);

        var report = Pipeline.run(context());

        assertThat(report.rows()).as(words(report).toString()).allMatch(r -> r.status() == TaskStatus.SKIPPED_EXISTING);
        assertThat(FakeDataset.content(root)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void resultsAndFingerprintsDoNotDependOnThreads(int threads) throws IOException {
        runAll();
        var expected = FakeDataset.content(root);
        var other = FakeDataset.prepare(temp.resolve("elsewhere").resolve("scene"), false);

        Pipeline.run(FakeDataset.context(other).config(context().config().with("runtime.cpu_workers", threads)));

        assertThat(FakeDataset.content(other)).isEqualTo(expected);
        var again = Pipeline.run(context().config(context().config().with("runtime.cpu_workers", threads)));
        assertThat(completed(again)).isEmpty();
    }

    @Test
    void aChangedParameterRerunsItsStageAndAllAfterIt() throws IOException {
        runAll();
        ParameterFiles.of(root).set("density_rand", "2");

        var status = Datasets.status(root);
        assertThat(status.patches().getFirst().folder().stale())
                .extracting(DatasetStatus.Stale::reason)
                .containsExactly("parameter density_rand changed from 20 to 2");
        var planned = Pipeline.run(context().dryRun(true));
        assertThat(words(planned)).contains("2 PATCH_2 skipped_existing", "3 PATCH_2 planned", "8 scene planned");
        var report = Pipeline.run(context());

        assertThat(completed(report))
                .containsExactly(
                        "3 PATCH_1",
                        "3 PATCH_2",
                        "4 PATCH_1",
                        "4 PATCH_2",
                        "5 PATCH_1",
                        "5 PATCH_2",
                        "5 scene",
                        "6 scene",
                        "7 scene",
                        "8 scene");
    }

    @Test
    void aLocalParameterRerunsOnePatchAndTheMergedStages() throws IOException {
        runAll();
        ParameterFiles.of(root.resolve("PATCH_2")).addLocal("weed_time_win", Mat.scalar(500.0));

        assertThat(completed(Pipeline.run(context())))
                .containsExactly("4 PATCH_2", "5 PATCH_2", "5 scene", "6 scene", "7 scene", "8 scene");
    }

    @Test
    void aChangedInputRerunsWhatReadsIt() throws IOException {
        runAll();
        var phase = root.resolve("PATCH_1/pscands.1.ph");
        var bytes = Files.readAllBytes(phase);
        bytes[3] = 7;
        Files.write(phase, bytes);

        var report = Pipeline.run(context().stages(1, 2));

        assertThat(completed(report)).containsExactly("1 PATCH_1", "2 PATCH_1");
        assertThat(root.resolve("ifgstd2.mat"))
                .as("merged products do not fit any more")
                .doesNotExist();
        assertThat(root.resolve("PATCH_1/select1.mat")).doesNotExist();
        assertThat(root.resolve("PATCH_2/rc2.mat")).exists();
        assertThat(psver(root.resolve("PATCH_1"))).isEqualTo(1);
    }

    @Test
    void rerunsAndRefusesOnRequest() throws IOException {
        runAll();
        var before = FakeDataset.content(root);

        var report = Pipeline.run(context().stages(6, 7).existing(ExistingPolicy.RERUN));
        assertThat(completed(report)).containsExactly("6 scene", "7 scene");
        assertThat(root.resolve("scn2.mat")).doesNotExist();

        assertThatThrownBy(() -> Pipeline.run(context().stages(7, 8).existing(ExistingPolicy.FAIL)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stage 7")
                .hasMessageContaining("--existing");
        Pipeline.run(context().stages(8, 8).existing(ExistingPolicy.FAIL));
        assertThat(FakeDataset.content(root)).isEqualTo(before);
    }

    @Test
    void theSmoothedErrorStaysAsFeedbackForAnotherUnwrapping() throws IOException {
        runAll();
        var smooth = root.resolve("scla_smooth2.mat");

        Pipeline.run(context().stages(6, 6).existing(ExistingPolicy.RERUN));
        assertThat(smooth).exists();
        assertThat(root.resolve("scla2.mat")).doesNotExist();
        var next = Pipeline.run(context());
        assertThat(completed(next))
                .as("the feedback is no input of the skip rule")
                .containsExactly("7 scene", "8 scene");

        Pipeline.run(context().stages(5, 5).existing(ExistingPolicy.RERUN));
        assertThat(smooth).doesNotExist();
    }

    @Test
    void bundlesOfOtherProgramsAreKeptUnlessSomethingBeforeThemIsNewer() throws IOException {
        runAll();
        Files.delete(root.resolve(".stampede/provenance.json"));

        var kept = Pipeline.run(context());
        assertThat(kept.rows()).allMatch(row -> row.status() == TaskStatus.SKIPPED_EXISTING);
        assertThat(kept.rows().getFirst().details()).contains("another program");

        var future =
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(root.resolve("phuw2.mat"), future);
        assertThat(completed(Pipeline.run(context()))).containsExactly("7 scene", "8 scene");
    }

    @Test
    void aBundleReplacedByAnotherProgramIsNotTakenForOurs() throws IOException {
        runAll();
        var other = FakeDataset.prepare(temp.resolve("other").resolve("scene"), false);
        ParameterFiles.of(other).set("scn_wavelength", "300");
        Pipeline.run(FakeDataset.context(other));
        Files.copy(
                other.resolve("scn2.mat"), root.resolve("scn2.mat"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        var report = Pipeline.run(context());

        assertThat(completed(report)).isEmpty();
        assertThat(report.rows().getLast().details()).contains("another program");
    }

    @Test
    void anIncompleteBundleIsMadeAgain() throws IOException {
        runAll();
        Files.delete(root.resolve("PATCH_2/bp2.mat"));

        assertThat(Datasets.status(root).patches().get(1).folder().bundleMissing())
                .containsExactly(4);
        assertThat(completed(Pipeline.run(context())))
                .startsWith("4 PATCH_2", "5 PATCH_2", "5 scene")
                .hasSize(6);
    }

    @Test
    void aDegreeOfRampsCountsAsInputOfTheLookAngleError() throws IOException {
        runAll();
        var degree = new LinkedHashMap<String, MatValue>();
        degree.put("degree", Mat.scalar(2.0));
        MatFiles.write(root.resolve("deramp_degree.mat"), degree, MatFormat.V5);

        assertThat(completed(Pipeline.run(context()))).containsExactly("7 scene", "8 scene");
    }

    @Test
    void provenanceTellsWhatABundleWasMadeFrom() throws IOException {
        runAll();
        var record = new dev.stampede.insar.artifacts.ProvenanceStore(root)
                .find("PATCH_1/stage2")
                .orElseThrow();

        assertThat(record.path("inputs").fieldNames()).toIterable().containsExactly("bp1.mat", "ph1.mat", "ps1.mat");
        assertThat(record.path("parameters").path("lambda").asText()).isEqualTo("0.0555");
        assertThat(record.path("settings").path("random_seed").asText()).isEqualTo("2005");
        assertThat(record.path("outputs").path("PATCH_1/pm1.mat").path("sha256").asText())
                .isEqualTo(dev.stampede.io.Sha256.ofFile(root.resolve("PATCH_1/pm1.mat")));
        assertThat(record.path("threads").asInt()).isEqualTo(2);
        assertThat(record.path("engine").asText()).isNotEmpty();
    }
}
