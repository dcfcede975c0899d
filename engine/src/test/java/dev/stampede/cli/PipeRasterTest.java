package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.golden.Golden;
import dev.stampede.io.vector.VectorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example pipeline, run from its file.
class PipeRasterTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    @Test
    void theExampleWritesAnIndex() throws Exception {
        var run = CommandLineRun.of("pipe", "run", example("ndvi.tif", "min: -1.0"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("steps").findValuesAsText("op"))
                .containsExactly(
                        "ReadGeoTIFF", "AssertShape", "DNToReflectance", "NDVI", "AssertValueRange", "WriteGeoTIFF");
        assertThat(run.json().get("result").isNull()).isTrue();
        assertThat(folder.resolve("ndvi.tif")).isNotEmptyFile();
    }

    @Test
    void aFailedCheckLeavesNoFile() throws Exception {
        var run = CommandLineRun.of("pipe", "run", example("ndvi.tif", "min: 0.99"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("step 4, AssertValueRange").contains("expected 0.99 to 1.0");
        assertThat(folder.resolve("ndvi.tif")).doesNotExist();
    }

    @Test
    void theExampleWritesATableOfWaterBodies() throws Exception {
        var run = CommandLineRun.of("pipe", "run", example("water-bodies", "water-bodies.gpkg", "min: -1.0"));

        assertThat(run.code()).as(run.err()).isZero();
        var table = VectorFiles.readFirst(folder.resolve("water-bodies.gpkg"));
        assertThat(table.features()).isNotEmpty();
        for (var body : table.features()) {
            assertThat((Long) body.fields().get("area")).isGreaterThanOrEqualTo(25);
            assertThat((Double) body.fields().get("area_map"))
                    .isEqualTo(900.0 * (Long) body.fields().get("area"));
            assertThat(body.geometry().getCoordinate().x)
                    .isEqualTo(body.fields().get("centroid_x"));
        }
    }

    private String example(String output, String limit) throws IOException {
        return example("ndvi", output, limit);
    }

    /// An example with absolute paths, and another lower limit where it has one.
    private String example(String name, String output, String limit) throws IOException {
        var project = Golden.psSmall().getParent().getParent();
        String text = Files.readString(project.resolve("examples/pipelines/" + name + ".yaml"))
                .replace("golden/", project.resolve("golden") + "/")
                .replace("path: example-output/" + output, "path: " + folder.resolve(output))
                .replace("min: -1.0", limit);
        return Files.writeString(folder.resolve("pipeline.yaml"), text).toString();
    }

    @Test
    void aMissingInputIsAMistakeOfTheUser() throws Exception {
        var file = folder.resolve("pipeline.yaml");
        Files.writeString(file, "{op: Sequential, config: {operators: [{op: ReadGeoTIFF, config: {src: none.tif}}]}}");

        var run = CommandLineRun.of("pipe", "run", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("stampede: " + file + ": step 0, ReadGeoTIFF: none.tif does not exist");
        assertThat(run.out()).isEmpty();
    }
}
