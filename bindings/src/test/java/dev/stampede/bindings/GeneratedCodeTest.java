package dev.stampede.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated classes are exactly what the tool made from the list and the header of their library.
class GeneratedCodeTest {
    private static final Path MODULE = module();
    private static final Path TOOL = MODULE.resolve("src/main/jextract");
    private static final String AGAIN = "; `make bindings` makes the classes of all libraries again";

    /// Library name and header of every line of the table.
    private static final Map<String, String> HEADERS = headers();

    static Stream<String> libraries() {
        return HEADERS.keySet().stream();
    }

    static Stream<String> librariesWithHeadersInAJar() {
        return libraries().filter(library -> HEADERS.get(library).startsWith("maven:"));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void listHeaderAndClassesMatchTheRecordedChecksums(String library) throws IOException, GeneralSecurityException {
        var recorded = checksums(library);
        assertThat(recorded).containsKey("src/main/jextract/" + library + ".args");
        assertThat(recorded).containsKey(HEADERS.get(library).replaceAll("!.*", ""));

        for (var entry : recorded.entrySet()) {
            if (!entry.getKey().startsWith("maven:")) {
                assertThat(sha256(file(library, entry.getKey())))
                        .as(entry.getKey() + AGAIN)
                        .isEqualTo(entry.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("librariesWithHeadersInAJar")
    void theJarOfTheHeadersIsTheRecordedOne(String library) throws IOException, GeneralSecurityException {
        var coordinates = HEADERS.get(library).replaceAll("!.*", "");
        Path jar = artifact(coordinates);
        assumeTrue(Files.exists(jar), coordinates + " is not in the local Maven repository");

        assertThat(sha256(jar)).isEqualTo(checksums(library).get(coordinates));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void noLibraryNameIsCompiledIn(String library) throws IOException {
        var list = Files.readAllLines(TOOL.resolve(library + ".args"));

        assertThat(list).contains("--target-package dev.stampede.bindings." + library + ".generated");
        assertThat(list).noneMatch(line -> line.matches("\\s*(-l|--library|--use-system-load-library)\\b.*"));
        assertThat(list).anyMatch(line -> line.startsWith("--include-"));
    }

    @Test
    void everyGeneratedClassBelongsToALibraryOfTheTable() throws IOException {
        var recorded = HEADERS.keySet().stream()
                .flatMap(library -> checksums(library).keySet().stream())
                .toList();

        try (var tree = Files.walk(MODULE.resolve("src/main/java"))) {
            assertThat(tree.filter(Files::isRegularFile)
                            .map(file -> MODULE.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.contains("/generated/")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(recorded).contains(file));
        }
    }

    /// Checksum by file as recorded when the classes were made.
    private static Map<String, String> checksums(String library) {
        try {
            return Files.readAllLines(TOOL.resolve(library + ".sha256")).stream()
                    .map(line -> line.split("\\s+", 2))
                    .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
        } catch (IOException e) {
            throw new AssertionError("no checksums of " + library + AGAIN, e);
        }
    }

    /// Headers are named from the root of the project, everything else from this module.
    private static Path file(String library, String name) {
        return name.equals(HEADERS.get(library)) ? MODULE.resolveSibling(name) : MODULE.resolve(name);
    }

    private static Path artifact(String coordinates) {
        var part = coordinates.split(":"); // maven, group, artifact, version, classifier
        var repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return Path.of(
                repository,
                part[1].replace('.', '/'),
                part[2],
                part[3],
                part[2] + "-" + part[3] + "-" + part[4] + ".jar");
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static Map<String, String> headers() {
        try {
            return Files.readAllLines(TOOL.resolve("libraries.txt")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a + b));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path module() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (var candidate : List.of(folder, folder.resolve("bindings"))) {
                if (Files.isDirectory(candidate.resolve("src/main/jextract"))) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException(
                "bindings module not found above " + Path.of("").toAbsolutePath());
    }
}
