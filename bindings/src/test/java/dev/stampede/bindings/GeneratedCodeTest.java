package dev.stampede.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Generated classes are exactly what the tool made from the list beside them.
class GeneratedCodeTest {
    @Test
    void generatedClassesAndTheirListMatchTheRecordedChecksums() throws IOException, GeneralSecurityException {
        var module = module();
        List<String> lines = new ArrayList<>();
        try (var records = Files.newDirectoryStream(module.resolve("src/main/jextract"), "*.sha256")) {
            for (var record : records) {
                lines.addAll(Files.readAllLines(record));
            }
        }
        assertThat(lines).isNotEmpty();

        for (var line : lines) {
            var parts = line.split("\\s+", 2);
            var content = Files.readAllBytes(module.resolve(parts[1]));
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(HexFormat.of().formatHex(hash)).as(parts[1]).isEqualTo(parts[0]);
        }
        assertThat(generated(module)).allMatch(file -> lines.stream().anyMatch(line -> line.endsWith(file)));
    }

    private static List<String> generated(Path module) throws IOException {
        try (var tree = Files.walk(module.resolve("src/main/java"))) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> module.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.contains("/generated/"))
                    .toList();
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
