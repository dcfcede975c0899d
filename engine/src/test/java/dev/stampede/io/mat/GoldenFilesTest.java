package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    @MethodSource("dev.stampede.io.mat.MatRoundTripTest#formats")
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

    /// CRC-32 of the column-major bytes, computed from what SciPy reads.
    @ParameterizedTest
    @CsvSource({
        "stage1/PATCH_1/ps1.mat, n_ps, double [1x1], 16b8145f, ",
        "stage1/PATCH_1/ps1.mat, ij, double [1599x3], 18cd4299, ",
        "stage1/PATCH_1/ps1.mat, lonlat, double [1599x2], 4542679e, ",
        "stage1/PATCH_1/ps1.mat, xy, single [1599x3], 2fc1162f, ",
        "stage1/PATCH_1/ph1.mat, ph, single [1599x16], ace49626, 085e17a1",
        "stage2/PATCH_1/pm1.mat, ph_patch, single [1599x15], 91de9d87, 27af7fcd",
        "stage2/PATCH_1/pm1.mat, K_ps, double [1599x1], 6283d4ce, ",
        "stage6/phuw2.mat, ph_uw, single [1382x16], f9a843e1, ",
        "../truth/truth.mat, water, uint8 [144x144], f110ba82, ",
        "stage4/PATCH_1/weed1.mat, ix_weed, logical [993x1], af40fb18, ",
        "../truth/truth.mat, aps_mrad, int16 [16x144x144], 70f1a968, ",
        "../truth/truth.mat, dates, int64 [1x16], 02872c4a, ",
        "parms/parms.mat, heading, double [1x1], 79fdd871, "
    })
    void valuesAreThoseOfAnIndependentReader(String file, String name, String about, String re, String im)
            throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(Golden.psSmall().resolve("expected").resolve(file))) {
            var value = (MatArray) mat.read(arena, name);

            assertThat(value.describe()).isEqualTo(about);
            assertThat(checksum(value, value.re())).isEqualTo(re);
            assertThat(value.isComplex() ? checksum(value, value.im()) : null).isEqualTo(im);
        }
    }

    private static String checksum(MatArray array, MemorySegment part) {
        var crc = new CRC32();
        crc.update(part.asSlice(0, array.size() * array.type().bytes()).asByteBuffer());
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Test
    void textAndSparseAreRead() throws IOException {
        var expected = Golden.psSmall().resolve("expected");
        try (var arena = Arena.ofConfined();
                var parms = MatFiles.open(expected.resolve("parms/parms.mat"));
                var unwrapping = MatFiles.open(expected.resolve("stage6/uw_space_time.mat"))) {
            assertThat(((MatText) parms.read(arena, "small_baseline_flag")).codeUnits())
                    .isEqualTo("n");
            var spread = (MatSparse) unwrapping.read(arena, "spread");
            assertThat(spread.dims()).containsExactly(1276, 15);
            assertThat(spread.rowIndex()).isEmpty();
        }
    }
}
