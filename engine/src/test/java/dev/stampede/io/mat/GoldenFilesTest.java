package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every MATLAB file of the golden set can be read, and survives being written and read again.
class GoldenFilesTest {
    private static List<Path> files() throws IOException {
        try (var tree = Files.walk(Golden.psSmall())) {
            return tree.filter(f -> f.toString().endsWith(".mat")).sorted().toList();
        }
    }

    private static SequencedMap<String, MatValue> readAll(Arena arena, Path file) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var mat = MatFiles.open(file)) {
            for (var variable : mat.variables()) {
                var value = mat.read(arena, variable.name());
                assertThat(value.type()).isEqualTo(variable.type());
                assertThat(value.dims()).isEqualTo(variable.dims());
                values.put(variable.name(), value);
            }
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(
            value = MatFormat.class,
            names = {"V5", "V7", "V73"})
    void surviveWritingAndReadingAgain(MatFormat format, @TempDir Path folder) throws IOException {
        var files = files();
        assertThat(files).isNotEmpty();

        for (var file : files) {
            try (var arena = Arena.ofConfined()) {
                var written = readAll(arena, file);
                var copy = folder.resolve("copy.mat");
                MatFiles.write(copy, written, format);
                var read = readAll(arena, copy);

                assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(written.keySet());
                for (var name : written.sequencedKeySet()) {
                    MatSame.assertSame(written.get(name), read.get(name), file + " " + name);
                }
            }
        }
    }

    @Test
    void valuesAreThoseOfAnIndependentReader() throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = MatFiles.open(Golden.psSmall().resolve("expected/stage1/PATCH_1/ps1.mat"))) {
            assertThat(((MatArray) ps.read(arena, "n_ps")).scalar()).isEqualTo(1599);
        }
    }
}
