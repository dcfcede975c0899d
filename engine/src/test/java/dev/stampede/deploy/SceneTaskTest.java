package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneTaskTest {
    @TempDir
    Path folder;

    private List<Path> files;
    private Path output;
    private final List<String> reasons = new ArrayList<>();

    @BeforeEach
    void scenes() throws IOException {
        files = SmallScenes.in(folder.resolve("in"), 2);
        output = folder.resolve("out/ndvi.tif");
    }

    private SceneTask.Status run(String pipeline, Path input, boolean force) throws IOException {
        return new SceneTask(SmallScenes.call(pipeline), List.of(input), output, Map.of()).run(force, reasons::add);
    }

    @Test
    void runsOnceAndThenIsSkippedUntilSomethingChanges() throws IOException {
        assertThat(run(SmallScenes.NDVI, files.get(0), false)).isEqualTo(SceneTask.Status.COMPLETED);
        var written = Files.getLastModifiedTime(output);
        assertThat(run(SmallScenes.NDVI, files.get(0), false)).isEqualTo(SceneTask.Status.SKIPPED);
        assertThat(Files.getLastModifiedTime(output)).isEqualTo(written);

        assertThat(run("{op: NDWI, config: {green: B03, nir: B08}}", files.get(0), false))
                .isEqualTo(SceneTask.Status.COMPLETED);
        assertThat(run("{op: NDWI, config: {green: B03, nir: B08}}", files.get(1), false))
                .isEqualTo(SceneTask.Status.COMPLETED);
        Files.write(output, new byte[] {1});
        assertThat(run("{op: NDWI, config: {green: B03, nir: B08}}", files.get(1), false))
                .isEqualTo(SceneTask.Status.COMPLETED);
        assertThat(run("{op: NDWI, config: {green: B03, nir: B08}}", files.get(1), true))
                .isEqualTo(SceneTask.Status.COMPLETED);

        assertThat(reasons)
                .extracting(line -> line.substring(line.indexOf("because ") + 8))
                .containsExactly(
                        "there is no output",
                        "pipeline_digest changed",
                        "inputs changed",
                        "the output was changed since",
                        "asked for");
    }

    @Test
    void aFailedRunLeavesTheFormerOutputAndNothingElse() throws IOException {
        run(SmallScenes.NDVI, files.get(0), false);
        var before = Files.readAllBytes(output);

        assertThatThrownBy(() -> run("{op: AssertDType, config: {expected: float32}}", files.get(0), false))
                .hasMessageContaining("expected float32");

        assertThat(Files.readAllBytes(output)).isEqualTo(before);
        try (var left = Files.list(folder.resolve("out"))) {
            assertThat(left.toList()).hasSize(2);
        }
    }

    @Test
    void refusesAnOutputThatIsAnInput() {
        assertThatThrownBy(() -> new SceneTask(SmallScenes.call(SmallScenes.NDVI), files, files.get(1), Map.of()))
                .hasMessageContaining("is an input too");
    }

    @Test
    void aDamagedRecordMeansToRunAgainAndALinkIsTheSameFile() throws IOException {
        var scene = SmallScenes.in(folder.resolve("again"), 1).getFirst();
        var output = folder.resolve("made.tif");
        var task = new SceneTask(SmallScenes.call(SmallScenes.NDVI), List.of(scene), output, Map.of());
        task.run(false, line -> {});
        Files.writeString(folder.resolve("made.tif.task.json"), "{");
        var reasons = new ArrayList<String>();

        assertThat(task.run(false, reasons::add)).isEqualTo(SceneTask.Status.COMPLETED);
        assertThat(reasons.getFirst()).contains("record of how the output was made cannot be read");
        assertThat(task.run(false, reasons::add)).isEqualTo(SceneTask.Status.SKIPPED);

        var link = Files.createSymbolicLink(folder.resolve("link.tif"), scene);
        assertThatThrownBy(() -> new SceneTask(task.call(), List.of(scene), link, Map.of()))
                .hasMessageContaining("is an input too");
    }
}
