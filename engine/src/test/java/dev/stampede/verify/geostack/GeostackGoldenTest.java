package dev.stampede.verify.geostack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every golden case of the raster layer as a test of its own.
class GeostackGoldenTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("golden/geostack"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @TestFactory
    Stream<DynamicTest> syntheticScenes() throws IOException {
        return tests(ROOT.resolve("golden/geostack"));
    }

    @TestFactory
    Stream<DynamicTest> landsatScenes() throws IOException {
        var folder = ROOT.resolve("../shared/golden/geostack_landsat");
        assumeTrue(Files.isDirectory(folder), "the real Landsat crops are not on this machine");
        return tests(folder);
    }

    private static Stream<DynamicTest> tests(Path folder) throws IOException {
        return GeostackAudit.open(folder).cases().stream().map(test -> dynamicTest(test.id(), () -> check(test)));
    }

    private static void check(GeostackCase test) {
        boolean needsGdal =
                test.inputs().stream().anyMatch(file -> file.endsWith(".tif") || Files.isDirectory(test.file(file)))
                        || test.id().startsWith("mask/Polygon");
        assumeTrue(!needsGdal || GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");

        var outcome = GeostackAudit.run(test);

        assertThat(outcome.ok()).as("%s: %s", outcome.id(), outcome.message()).isTrue();
    }

    @Test
    void whatNobodyCanRunIsAFailure() {
        var unknown = new GeostackCase(
                ROOT.resolve("golden/geostack"),
                "index/nothing",
                "NoSuchIndex",
                Map.of(),
                List.of("inputs/dem.npy"),
                List.of(new GeostackCase.Output("index/NDVI.npy", Optional.empty())),
                0,
                "");
        var family = new GeostackCase(ROOT, "nothing/at_all", "Nothing", Map.of(), List.of(), List.of(), 0, "");

        assertThat(GeostackAudit.run(unknown).ok()).isFalse();
        assertThat(GeostackAudit.run(unknown).message()).contains("NoSuchIndex is not known");
        assertThat(GeostackAudit.run(family).ok()).isFalse();
        assertThat(GeostackAudit.run(family).message()).contains("nothing here can run Nothing");
    }

    @Test
    void parametersThatBelongToNoOperatorAndWrongNumbersAreFailures() throws IOException {
        var ndvi = GeostackAudit.open(ROOT.resolve("golden/geostack")).cases().stream()
                .filter(test -> test.id().equals("index/NDVI"))
                .findFirst()
                .orElseThrow();
        var odd = new LinkedHashMap<>(ndvi.params());
        odd.put("no_such", 1L);
        var swapped = new LinkedHashMap<>(ndvi.params());
        swapped.put("red_idx", 2L);

        assertThat(with(ndvi, odd).message()).contains("no parameter [no_such]");
        assertThat(with(ndvi, swapped).message()).contains("expected");
        assertThat(with(ndvi, ndvi.params()).ok()).isTrue();
    }

    private static CaseOutcome with(GeostackCase test, Map<String, Object> params) {
        return GeostackAudit.run(new GeostackCase(
                test.folder(),
                test.id(),
                test.op(),
                params,
                test.inputs(),
                test.outputs(),
                test.absTol(),
                test.note()));
    }
}
