package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.Limits;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFolderTest {
    @TempDir
    Path folder;

    private void write(String name, String text, int second) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1000L * second));
    }

    @Test
    void changesComeIntoServiceAndABrokenFileKeepsTheFormer() throws IOException {
        write("ndvi.yaml", SmallScenes.NDVI, 0);
        write("color.yaml", SmallScenes.TRUE_COLOR, 0);
        var pipelines = PipelineFolder.open(folder);
        var first = pipelines.find("ndvi").orElseThrow();
        assertThat(pipelines.entries().keySet()).containsExactly("color", "ndvi");
        assertThat(first.shortHash()).hasSize(12);
        assertThat(first.configHash()).hasSize(16).startsWith(first.shortHash());
        assertThat(pipelines.refresh()).isEmpty();

        write("ndvi.yaml", "{op: Nonsense}", 1);
        assertThat(pipelines.refresh()).isEmpty();
        assertThat(pipelines.find("ndvi")).contains(first);
        assertThat(pipelines.problems().get("ndvi")).contains("ndvi.yaml").contains("Nonsense");

        write("ndvi.yaml", SmallScenes.NDVI.replace("B08", "B11"), 2);
        Files.delete(folder.resolve("color.yaml"));
        assertThat(pipelines.refresh()).containsExactly("ndvi", "color");
        assertThat(pipelines.find("ndvi").orElseThrow().digest()).isNotEqualTo(first.digest());
        assertThat(pipelines.problems()).isEmpty();
        assertThat(pipelines.find("color")).isEmpty();
    }

    @Test
    void aStartIsStrict() throws IOException {
        assertThatThrownBy(() -> PipelineFolder.open(folder)).hasMessageContaining("holds no pipeline");
        write("bad.yaml", "{op: ReadGeoTIFF, config: {src: a.tif}}", 0);
        assertThatThrownBy(() -> PipelineFolder.open(folder))
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("leave the reader out");
    }

    @Test
    void theSandboxKnowsNoFilesAndKeepsItsBudgets() throws IOException {
        var file = SmallScenes.in(folder, 1).getFirst();
        var sandbox = Sandbox.usual();
        try (var arena = Arena.ofShared()) {
            var scene = PipelineCall.read(arena, java.util.List.of(file)).getFirst();

            var result = sandbox.call(
                    arena, sandbox.read("{op: BandMath, config: {expression: '(b3 - b2) / (b3 + b2)'}}"), scene);

            assertThat(result.width()).isEqualTo(96);
            assertThatThrownBy(() -> sandbox.read("{op: WriteGeoTIFF, config: {path: /etc/x.tif}}"))
                    .hasMessageContaining("WriteGeoTIFF is not known here");
            assertThatThrownBy(() -> sandbox.read(
                            "{op: Sequential, config: {operators: [{op: ReadGeoTIFF, config: {src: x}}]}}"))
                    .hasMessageContaining("ReadGeoTIFF is not known here");
            var ndvi = sandbox.read(SmallScenes.NDVI);
            assertThatThrownBy(() -> new Sandbox(Limits.UNTRUSTED, 1000).call(arena, ndvi, scene))
                    .isInstanceOf(LimitException.class)
                    .hasMessage("the input has 46080 values, allowed are 1000");
            assertThatThrownBy(
                            () -> new Sandbox(Limits.UNTRUSTED.withResultBytes(100), 1 << 20).call(arena, ndvi, scene))
                    .isInstanceOf(LimitException.class)
                    .hasMessageContaining("more than the 100");
            assertThatThrownBy(() ->
                            sandbox.call(arena, sandbox.read("{op: PadTo, config: {shape: [60000, 60000]}}"), scene))
                    .isInstanceOf(LimitException.class)
                    .hasMessageContaining("more than the 4294967296 bytes");
        }
        assertThat(Sandbox.operators().names())
                .contains("NDVI", "BandMath", "Sequential", "Graph", "Reproject", "PolygonMask", "GridSampler")
                .doesNotContain(
                        "ReadGeoTIFF", "WritePNG", "ReprojectLike", "ResampleLike", "AltitudeMask", "SlopeMask");
        for (String crs : java.util.List.of("/etc/passwd", "http://127.0.0.1/x", "./file.wkt")) {
            assertThatThrownBy(() -> sandbox.read("{op: Reproject, config: {dst_crs: '" + crs + "'}}"))
                    .hasMessageContaining("expected a code such as EPSG:32632");
        }
    }

    @Test
    void aModelKeepsThePreprocessingItWasTrainedWith() throws IOException {
        var weights = folder.resolve("weights.bin");
        Files.write(weights, new byte[] {1, 2, 3});
        var stored = ModelFolder.store(
                folder.resolve("model"), SmallScenes.pipeline(SmallScenes.NDVI), weights, Map.of("chips", 25));

        var loaded = stored.load();
        assertThat(loaded.preprocess()).isEqualTo(SmallScenes.pipeline(SmallScenes.NDVI));
        assertThat(Files.readAllBytes(loaded.model())).containsExactly(1, 2, 3);

        var preprocess = folder.resolve("model/preprocess.json");
        var text = Files.readString(preprocess);
        Files.writeString(preprocess, text.replace("B08", "B11"));
        assertThatThrownBy(stored::load)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the model was trained with " + loaded.digest());
        Files.writeString(preprocess, text);
        Files.write(folder.resolve("model/weights.bin"), new byte[] {7});
        assertThatThrownBy(stored::load).hasMessageContaining("weights.bin has the SHA-256");
    }

    @Test
    void twoFilesOfOneNameAreAProblem() throws IOException {
        write("ndvi.yaml", SmallScenes.NDVI, 0);
        var pipelines = PipelineFolder.open(folder);
        write("ndvi.yml", SmallScenes.NDVI.replace("B08", "B11"), 1);
        pipelines.refresh();

        assertThat(pipelines.problems().get("ndvi")).contains("ndvi.yml").contains("rename one");
        assertThatThrownBy(() -> PipelineFolder.open(folder)).hasMessageContaining("rename one");
    }
}
