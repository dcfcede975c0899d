package dev.stampede.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples about patches and catalogs, and the one that puts a pipeline into every shell.
class DeepDivesTest {
    @TempDir
    static Path folder;

    private static ExampleSources examples;

    @BeforeAll
    static void compile() throws IOException {
        examples = ExampleSources.compiled(folder.resolve("classes"));
    }

    private static Map<String, Object> tell(String name) throws Exception {
        return examples.tell(name, folder.resolve("out"));
    }

    private static double value(Map<String, Object> numbers, String name) {
        return ((Number) numbers.get(name)).doubleValue();
    }

    private static void assertPicture(String name) {
        assertThat(folder.resolve("out/pictures").resolve(name + ".png"))
                .exists()
                .isNotEmptyFile();
    }

    @Test
    void sizeStrideWindowAndAggregation() throws Exception {
        var n = tell("patching.Introduction");

        assertThat(n)
                .containsEntry("patches of 128 every 128", 16)
                .containsEntry("patches of 128 every 96", 36)
                .containsEntry("patches of 128 every 64", 64)
                .containsEntry("patches of 64 every 96", 36)
                // Patches 0, 1, 6 and 7 overlap there.
                .containsEntry("SpatialMean at 100, 100", 3.5)
                .containsEntry("SpatialMax at 100, 100", 7.0)
                .containsEntry("SpatialVariance at 100, 100", 12.333);
        for (String window : List.of("boxcar", "hann", "tukey", "gaussian", "triangular")) {
            assertThat(value(n, "NDVI by " + window + ", worst inside")).isLessThan(1e-14);
        }
        assertPicture("patching-introduction");
    }

    @Test
    void geometries() throws Exception {
        var n = tell("patching.Geometries");

        assertThat(n)
                .containsEntry("the pole is in it at every longitude", true)
                .containsEntry("each point is its own nearest of six", true)
                .containsEntry("neighbours in a radius are mutual", true)
                .containsEntry("polygons", 12)
                .containsEntry("means lie between -1 and 1", true);
        assertThat(value(n, "cells")).isBetween(1500.0, 2200.0);
        assertPicture("patching-geometries");
    }

    @Test
    void samplers() throws Exception {
        var n = tell("patching.Samplers");

        assertThat(n)
                .containsEntry("regular stride 80", 36)
                .containsEntry("jittered stride 80, 0.25", 36)
                .containsEntry("random, 36", 36)
                .containsEntry("explicit", 3)
                .containsEntry("around places", 3)
                .containsEntry("jitter 0 is the regular stride", true)
                .containsEntry("same seed, same anchors", true)
                .containsEntry("another seed, others", true);
        assertThat(value(n, "nearest pair of Poisson disk")).isGreaterThan(70 - Math.sqrt(2));
        // 384.8 + 282.8 map units of track, a place every 60.
        assertThat(value(n, "along a track, every 60")).isEqualTo(12);
        assertPicture("patching-samplers");
    }

    @Test
    void fieldsOfEqualDataGiveEqualResults() throws Exception {
        var n = tell("patching.Fields");

        assertThat(n)
                .containsEntry("GeoTIFF equals memory", true)
                .containsEntry("Zarr 2 equals memory", true)
                .containsEntry("Zarr 3 equals memory", true)
                .containsEntry("means agree", true)
                .containsEntry("nearest", true)
                .containsEntry("outside", Double.NaN);
        assertPicture("patching-fields");
    }

    @Test
    void time() throws Exception {
        var n = tell("patching.Time");

        assertThat(n)
                .containsEntry("days", 365)
                .containsEntry("anchors", 53)
                .containsEntry("no window holds a later day", true)
                .containsEntry("events inside the series", List.of(90, 180));
        assertThat(value(n, "forecast rms")).isLessThan(value(n, "rms of no change"));
        assertPicture("patching-time");
    }

    @Test
    void streaming() throws Exception {
        var n = tell("patching.Streaming");

        assertThat(n)
                .containsEntry("tiles of 64 are exact", 0.0)
                .containsEntry("streamed equals in memory", 0.0)
                .containsEntry("first run ended by", true)
                .containsEntry("nothing half written", true)
                .containsEntry("second run did fewer", true)
                .containsEntry("and the result is whole", 0.0)
                .containsEntry("patches of patches equal one level", 0.0);
        assertThat(value(n, "identity inside 40 pixels")).isLessThan(1e-11);
        // Numbers of about 3000: the last digit of a double. A run over a regular grid shares sums of weights between
        // rows, a store does not.
        for (int chunk : new int[] {24, 64, 100}) {
            assertThat(value(n, "chunks of " + chunk)).isLessThan(1e-11);
        }
        assertPicture("patching-streaming");
    }

    @Test
    void recipesForTraining() throws Exception {
        assertThat(tell("patching.GrainDataset"))
                .containsEntry("patches", 64)
                .containsEntry("batches of 10", 7)
                .containsEntry("the same epoch again", true)
                .containsEntry("another epoch", true)
                .containsEntry("seen", 64)
                .containsEntry("sum of corners is right", true);
        assertThat(tell("patching.Vmap"))
                .containsEntry("stack", "[16, 6, 128, 128]")
                .containsEntry("results", "[16, 128, 128]")
                .containsEntry("equals one call per scene", 0.0);
        assertThat(tell("patching.LoaderDataset"))
                .containsEntry("length", 36)
                .containsEntry("four workers read what one reads", true)
                .containsEntry("item type", "float32");
    }

    @Test
    void activeLearning() throws Exception {
        var n = tell("patching.ActiveLearning");

        assertThat(n)
                .containsEntry("patches", 256)
                .containsEntry("kept", 12)
                .containsEntry("from the most doubtful down", true)
                .containsEntry("footprints in the file", 12);
        assertThat(value(n, "mean doubt of the kept")).isGreaterThan(1.5 * value(n, "mean doubt of all"));
        assertPicture("active-learning");
    }

    @Test
    void catalogFromFileNames() throws Exception {
        var n = tell("catalogs.CatalogIntroduction");

        assertThat(n)
                .containsEntry("files", 72)
                .containsEntry("files of the place in June", 4)
                .containsEntry("mosaic", "[6, 384, 384]")
                .containsEntry("days", 8)
                .containsEntry("ascending", true)
                .containsEntry("day 4 is the scene it was cut from", true)
                .containsEntry("the last day is on top", true);
        assertThat(value(n, "clouds left in the median of all, share")).isBetween(0.005, 0.03);
        assertThat(value(n, "clouds left in the median of clear pixels, share")).isZero();
        assertThat(value(n, "pixels that were never clear, share")).isZero();
        assertThat(value(n, "clouds in the last date, share")).isGreaterThan(0.05);
        assertPicture("catalog-introduction");
    }

    @Test
    void backendsAgree() throws Exception {
        var n = tell("catalogs.Backends");

        assertThat(n)
                .containsEntry("everything", 72)
                .containsEntry("a box", 8)
                .containsEntry("a summer", 36)
                .containsEntry("a box in summer", 4)
                .containsEntry("two tiles", 16)
                .containsEntry("labels", 12)
                .containsEntry("DuckDB agrees", true);
        for (String question : List.of("everything", "a box", "a summer", "a box in summer")) {
            assertThat(n).containsEntry(question + ": all agree", true);
        }
    }

    @Test
    void setsOfTwoSensors() throws Exception {
        assertThat(tell("catalogs.SetAlgebra"))
                .containsEntry("union", 144)
                .containsEntry("areas do not depend on the order", true)
                .containsEntry("a query of a query is a query of what the boxes share", true)
                .containsEntry("pairs", 48)
                .containsEntry("all within three days", true);
        assertPicture("catalog-set-algebra");
    }

    @Test
    void manyRows() throws Exception {
        assertThat(tell("catalogs.DuckDbScale"))
                .containsEntry("rows", 50_000)
                .containsEntry("memory and DuckDB agree", true);
        assertPicture("catalog-scale");
    }

    @Test
    void slicesThroughAPatcher() throws Exception {
        assertThat(tell("catalogs.Bridge"))
                .containsEntry("slices", 24)
                .containsEntry("first slice", "128 x 128")
                .containsEntry("worst difference from the whole slice", 0.0);
        assertPicture("catalog-bridge");
    }

    @Test
    void onePipelineInEveryShell() throws Exception {
        var n = tell("stories.Deployment");

        assertThat(n)
                .containsEntry("digest digits", 64)
                .containsEntry("rows done", 8)
                .containsEntry("rows done again", 0)
                .containsEntry("holds", true)
                .containsEntry("agrees", true)
                .containsEntry("failed by rule", Map.of("AssertShape", 2))
                .containsEntry("model has the digest", true)
                .containsEntry("status", 200)
                .containsEntry("hash of the answer is that of the pipeline", true)
                .containsEntry("a stranger's writer", 400);
        assertThat(n.get("second start").toString()).isEqualTo("SKIPPED");
        assertPicture("deployment-tiles");
    }

    @Test
    void everyExampleIsTold() throws Exception {
        var tests = Files.readString(Path.of("src/test/java/dev/stampede/examples/DeepDivesTest.java"))
                + Files.readString(Path.of("src/test/java/dev/stampede/examples/StoriesTest.java"));
        for (var file : ExampleSources.files()) {
            String part = file.getParent().getFileName().toString();
            String name = file.getFileName().toString().replace(".java", "");
            if (!part.equals("support")) {
                assertThat(tests).containsAnyOf("tell(\"" + part + "." + name + "\")", "tell(\"" + name + "\")");
            }
        }
    }
}
