package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.operators.core.OperatorRegistry;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every operator that can be named in a file has a test that names it: a golden case, which is run with its
/// expected numbers, or a class of tests that makes it. Tests that only write operators down and read them back
/// do not count.
class OperatorCoverageTest {
    private static final OperatorRegistry REGISTRY = OperatorRegistry.standard();

    /// Tests of the stored form, and this one.
    private static final Set<String> STORED_FORM_ONLY = Set.of(
            "dev/stampede/operators/patch/PatcherFileTest",
            "dev/stampede/operators/core/PipelineTextTest",
            "dev/stampede/operators/HostilePipelineTest",
            "dev/stampede/operators/StoredFormTest",
            "dev/stampede/operators/OperatorCoverageTest");

    /// Names of the golden cases that are not those of the operators.
    private static final Map<String, String> CASES = Map.of(
            "Buffer", "BufferMask",
            "Clean", "CleanMask",
            "Close", "CloseMask",
            "Dilate", "DilateMask",
            "Erode", "ErodeMask",
            "Open", "OpenMask",
            "Invert", "InvertMask",
            "SmallHoles", "RemoveSmallHoles",
            "SmallObjects", "RemoveSmallObjects",
            "digitize", "BurnSeverity");

    @Test
    void everyOperatorIsNamedByATest() throws IOException, URISyntaxException {
        var golden = goldenOperators();
        var tests = testsByClass();
        var missing = new TreeMap<String, String>();
        for (var type : REGISTRY.types()) {
            boolean tested = golden.contains(type.name())
                    || tests.containsKey(type.type().getName().replace('.', '/'));
            if (!tested) {
                missing.put(type.name(), type.type().getName());
            }
        }

        assertThat(missing).as("operators that no test names").isEmpty();
    }

    @Test
    void theSearchFindsTestsAndGoldenCases() throws IOException, URISyntaxException {
        assertThat(goldenOperators()).contains("NDVI", "MaskFromSCL").hasSizeGreaterThan(60);
        assertThat(testsByClass().get("dev/stampede/operators/io/TileRunner"))
                .contains("dev/stampede/operators/io/TileRunnerTest");
    }

    /// Operators of the golden cases.
    private static Set<String> goldenOperators() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("golden/geostack"))) {
            folder = folder.getParent();
        }
        var manifest = new ObjectMapper()
                .readTree(folder.resolve("golden/geostack/manifest.json").toFile());
        var names = new TreeSet<String>();
        for (var test : manifest.path("cases")) {
            for (var name : test.path("op").asText().split("[^A-Za-z0-9_]+")) {
                names.add(CASES.getOrDefault(name, name));
            }
        }
        return names;
    }

    /// Classes of the engine that test classes refer to, with those tests.
    private static Map<String, Set<String>> testsByClass() throws IOException, URISyntaxException {
        var root = Path.of(OperatorCoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (var all = Files.walk(root.resolve("dev/stampede"))) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        Map<String, Set<String>> tests = new HashMap<>();
        for (var file : files) {
            var test = root.relativize(file).toString().replace('\\', '/').replaceAll("(\\$.*)?\\.class$", "");
            if (!test.endsWith("Test") || STORED_FORM_ONLY.contains(test)) {
                continue;
            }
            for (var entry : ClassFile.of().parse(file).constantPool()) {
                if (entry instanceof ClassEntry used) {
                    tests.computeIfAbsent(used.asInternalName(), _ -> new HashSet<>())
                            .add(test);
                }
            }
        }
        return tests;
    }
}
