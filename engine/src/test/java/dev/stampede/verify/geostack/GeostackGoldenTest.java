package dev.stampede.verify.geostack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every golden case of the raster layer as a test of its own.
class GeostackGoldenTest {
    private static final Path ROOT = root();

    /// Families of cases whose operators do not exist yet.
    private static final Set<String> NOT_YET = Set.of("window", "patch", "stitch", "merge", "catalog", "algebra");

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
        return GeostackAudit.open(folder).cases().stream()
                .filter(test -> !NOT_YET.contains(test.family()))
                .map(test -> dynamicTest(test.id(), () -> check(test)));
    }

    private static void check(GeostackCase test) {
        boolean needsGdal = test.inputs().stream().anyMatch(file -> file.endsWith(".tif"))
                || test.id().startsWith("mask/Polygon");
        assumeTrue(
                !needsGdal || GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");

        var outcome = GeostackAudit.run(test);

        assertThat(outcome.ok()).as("%s: %s", outcome.id(), outcome.message()).isTrue();
    }
}
