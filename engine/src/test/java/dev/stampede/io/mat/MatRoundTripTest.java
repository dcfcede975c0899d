package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Library;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written is read again: class, shape, order and bits.
class MatRoundTripTest {
    @TempDir
    Path folder;

    /// Level 7.3 only where there is an HDF5 library.
    static Stream<MatFormat> formats() {
        boolean hdf5 = Hdf5Library.status() instanceof NativeLibrary.Loaded;
        return Stream.of(MatFormat.V5, MatFormat.V7, MatFormat.V73).filter(f -> hdf5 || f != MatFormat.V73);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyClassAndShapeSurvives(MatFormat format) throws IOException {
        var file = folder.resolve("all.mat");
        try (var arena = Arena.ofConfined()) {
            var all = MatSamples.everything(arena);

            MatFiles.write(file, all, format);

            try (var mat = MatFiles.open(file)) {
                assertThat(mat.format()).isEqualTo(format);
                assertThat(mat.variables()).hasSameSizeAs(all.keySet());
                for (var entry : all.entrySet()) {
                    var about = mat.find(entry.getKey()).orElseThrow();
                    assertThat(about.type())
                            .as(entry.getKey())
                            .isEqualTo(entry.getValue().type());
                    assertThat(about.dims())
                            .as(entry.getKey())
                            .isEqualTo(entry.getValue().dims());
                    MatSame.assertSame(entry.getValue(), mat.read(arena, entry.getKey()), entry.getKey());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void sameContentGivesSameBytes(MatFormat format) throws IOException {
        var first = folder.resolve("first.mat");
        var second = folder.resolve("second.mat");
        try (var arena = Arena.ofConfined()) {
            MatFiles.write(first, MatSamples.everything(arena), format);
            MatFiles.write(second, MatSamples.everything(arena), format);
        }

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void columnsAreThoseOfTheWholeArray(MatFormat format) throws IOException {
        var file = folder.resolve("columns.mat");
        try (var arena = Arena.ofConfined()) {
            var all = MatSamples.everything(arena);
            MatFiles.write(file, all, format);

            try (var mat = MatFiles.open(file)) {
                for (var name : new String[] {"noise", "counting", "int16_complex", "double_cube", "logical_matrix"}) {
                    var whole = (MatArray) all.get(name);
                    for (int from = 0; from <= whole.cols(); from++) {
                        for (int to = from; to <= whole.cols(); to++) {
                            var part = mat.readColumns(arena, name, from, to);
                            MatSame.assertSame(columns(whole, from, to), part, name + " " + from + " to " + to);
                        }
                    }
                }
            }
        }
    }

    private static MatArray columns(MatArray whole, int from, int to) {
        long bytes = (long) whole.rows() * whole.type().bytes();
        return new MatArray(
                whole.type(),
                new long[] {whole.rows(), to - from},
                whole.re().asSlice(from * bytes, (to - from) * bytes),
                whole.isComplex() ? whole.im().asSlice(from * bytes, (to - from) * bytes) : null);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void refusesColumnsThatDoNotExistAndClassesWithoutNumbers(MatFormat format) throws IOException {
        var file = folder.resolve("refuse.mat");
        try (var arena = Arena.ofConfined()) {
            MatFiles.write(file, MatSamples.everything(arena), format);

            try (var mat = MatFiles.open(file)) {
                assertThatThrownBy(() -> mat.readColumns(arena, "noise", 0, 8))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll("noise", "7 columns", "[0, 8)");
                assertThatThrownBy(() -> mat.readColumns(arena, "cell", 0, 1))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContainingAll("refuse.mat", "cell", "expected a numeric array");
                assertThatThrownBy(() -> mat.read(arena, "absent"))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContainingAll("refuse.mat", "absent", "noise");
            }
        }
    }

    @Test
    void noiseIsStoredAndCountersAreDeflated() throws IOException {
        try (var arena = Arena.ofConfined()) {
            assertThat(size(MatSamples.noise(arena, 20_000, 7))).isBetween(1_120_000L, 1_125_000L);
            assertThat(size(MatSamples.counting(arena, 30_000, 5))).isLessThan(300_000L);
        }
    }

    private long size(MatArray array) throws IOException {
        var file = folder.resolve("size.mat");
        var one = new LinkedHashMap<String, MatValue>();
        one.put("x", array);
        MatFiles.write(file, one, MatFormat.V7);
        return Files.size(file);
    }
}
