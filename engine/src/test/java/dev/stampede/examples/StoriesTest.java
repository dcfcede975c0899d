package dev.stampede.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walkthrough: what the stories say comes out.
class StoriesTest {
    @TempDir
    static Path folder;

    private static ExampleSources examples;

    @BeforeAll
    static void compile() throws IOException {
        examples = ExampleSources.compiled(folder.resolve("classes"));
    }

    private static Map<String, Object> tell(String name) throws Exception {
        return examples.tell("stories." + name, folder.resolve("out"));
    }

    private static double value(Map<String, Object> numbers, String name) {
        return ((Number) numbers.get(name)).doubleValue();
    }

    private static void assertPicture(String name) throws IOException {
        var image = ImageIO.read(
                folder.resolve("out/pictures").resolve(name + ".png").toFile());
        var colors = new java.util.HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y += 5) {
            for (int x = 0; x < image.getWidth(); x += 5) {
                colors.add(image.getRGB(x, y));
            }
        }
        assertThat(colors).as(name).hasSizeGreaterThan(30);
    }

    @Test
    void composition() throws Exception {
        var n = tell("Composition");

        assertThat(n)
                .containsEntry("add 1 to 10", 11)
                .containsEntry("chain of 0", 111)
                .containsEntry("steps", 3)
                .containsEntry("same grouped otherwise", true)
                .containsEntry("steps 1 and 2 of 0", 110)
                .containsEntry("fanout of 5", Map.of("small", 6, "large", 1005))
                .containsEntry("graph of 10", Map.of("a", 11, "b", 12, "c", 23))
                .containsEntry("branch of 4 and 5", List.of(104, -95))
                .containsEntry("switch of -3, 0, 9", List.of(3, 7, 9))
                .containsEntry("10 + literal 32", 42)
                .containsEntry("lambda of 9", 81)
                .containsEntry("watched result", 11)
                .containsEntry("tap saw", List.of(1))
                .containsEntry("snapshot", Map.of("after one", 1))
                .containsEntry("trace", List.of("[scalar] shape=None dtype=None"))
                .containsEntry("sink wrote", List.of(11))
                .containsEntry("model of 1..5", List.of(2, 4, 6, 8, 10))
                .containsEntry("batches", List.of(2, 2, 1))
                .containsEntry("unserialisable", List.of("Lambda", "Tap"))
                .containsEntry("all of the chain can be", true);
    }

    @Test
    void idioms() throws Exception {
        var n = tell("Idioms");

        assertThat(n)
                .containsEntry("calls", 3L)
                .containsEntry("raw", "[0, 48, 48, 48, 48]")
                .containsEntry("half", "[48, 96, 48, 0, 0]")
                .containsEntry("tried 4 and 0", List.of(25, -1))
                .containsEntry("coalesced 41", 42)
                .containsEntry("attempts", 3)
                .containsEntry("pauses", "[PT0.5S, PT1S]")
                .containsEntry("hits and misses", List.of(1L, 2L))
                .containsEntry("quarantined", List.of(-1, -5))
                .containsEntry("spied", List.of("NDVI gave 2 axes"))
                .containsEntry("operators", List.of("DNToReflectance", "NDVI"))
                .containsEntry("hash digits", 16)
                .containsEntry("subsampled", "[4, 3, 4]");
        assertThat(n.get("profiled")).isEqualTo(Set.of("ToFloat32", "DNToReflectance"));
        assertThat(n.get("wrong shape").toString()).contains("axis 0 is 4, expected 3");
        assertThat(n.get("wrong type").toString()).contains("expected float32, found uint16");
        assertThat(n.get("no reference system").toString()).contains("there is no crs");
        assertThat(n.get("different").toString()).contains("allowed are 1.0E-6");
    }

    @Test
    void lakeScene() throws Exception {
        var n = tell("LakeScene");

        assertThat(n)
                .containsEntry("shape", "[6, 512, 512]")
                .containsEntry(
                        "traced",
                        List.of("[scene] shape=(6, 512, 512) dtype=float64", "[scene] shape=(512, 512) dtype=float64"))
                .containsEntry("snapshot rank", 3)
                .containsEntry("result rank", 2);
        assertThat(n.get("profiled")).isEqualTo(Set.of("DNToReflectance", "NDVI"));
        assertThat(value(n, "NDWI of water, mean")).isGreaterThan(0.4);
        assertThat(value(n, "NDVI of vegetation, mean")).isGreaterThan(0.6);
        assertThat(value(n, "NDVI of soil, mean")).isLessThan(0.3);
        assertThat(value(n, "masked share")).isBetween(0.05, 0.2);
        assertThat(value(n, "water by NDWI > 0.1, share of the class found")).isGreaterThan(0.98);
        assertPicture("lake-scene");
    }

    @Test
    void burnSeverity() throws Exception {
        var n = tell("BurnSeverityMap");

        assertThat(value(n, "severe inside the scar, share")).isGreaterThan(0.8);
        assertThat(value(n, "severe far from it, share")).isLessThan(0.01);
        // 137 ha are charred more than half (truth.json); clouds hide some, the edge adds some.
        assertThat(value(n, "moderate-high, ha") + value(n, "high, ha")).isBetween(90.0, 150.0);
        assertThat(n).containsEntry("display chain", 4).containsEntry("largest shown", 1.0);
        assertPicture("burn-severity");
    }

    @Test
    void gridProcessStitch() throws Exception {
        var n = tell("GridProcessStitch");

        assertThat(n)
                .containsEntry("patches", 36)
                .containsEntry("corner pixel", 0.0)
                .containsEntry("border row is zero", true)
                .containsEntry("worst difference, boxcar", 0.0)
                .containsEntry("disjoint tiles give the scene back", 0.0)
                .containsEntry("and its border is zero", true);
        assertThat(value(n, "worst difference inside")).isLessThan(1e-14);
        assertThat(value(n, "a constant stays one")).isLessThan(1e-13);
        assertThat(value(n, "identity under Hann, inside")).isLessThan(1e-12);
        assertPicture("grid-process-stitch");
    }

    @Test
    void trainingAndInference() throws Exception {
        var n = tell("TrainingAndInference");

        assertThat(n)
                .containsEntry("chips", 25)
                .containsEntry("again the same", true)
                .containsEntry("seeded variant repeats", true)
                .containsEntry("pixels that differ", 0L);
        double all = value(n, "water, pixels") + value(n, "soil, pixels") + value(n, "vegetation, pixels");
        assertThat(all).isEqualTo(1024.0 * 1024);
        assertPicture("training-variants");
        assertPicture("training-and-inference");
    }
}
