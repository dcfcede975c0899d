package dev.stampede.operators.segment;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.picture;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static dev.stampede.operators.FamilyContract.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatershedTest {
    /// Made by scikit-image 0.26 from the same picture, with its own local minima as markers. Heights differ,
    /// for among equal ones that program follows no order.
    @ParameterizedTest
    @CsvSource({
        "1, 11222255344812225555a488665555aa78bb99c5aaaabbbeccccaafdbgeccciiffjggghciiiifjjgkhliiiinjjkkkllmmnn",
        "2, 11222444433112224444336677444455566667774555666977755556669777aaa8b999777aaa8b9ccc7aaaffbbcccddeeff"
    })
    void agreesWithAnotherProgram(int connectivity, String expected) {
        var in = raster(DType.FLOAT64, picture(9, 11, 30_011, 5));

        var out = new Watershed(Optional.empty(), connectivity, 0, false).apply(in);

        assertThat(String.join("", drawing(out))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "500, 111111333331111113333311111333333111133333331111133333311111333333111113333331111122223311111133333",
        "50000, 111111333331111113333311111333333111113333331111122333311112222222111222222221122222222211222222222"
    })
    void compactBasinsAgreeWithAnotherProgram(double compactness, String expected) {
        var relief = raster(DType.FLOAT64, picture(9, 11, 30_011, 5));
        var markers = raster(
                DType.UINT8,
                grid(
                        9,
                        11,
                        at -> at[0] == 1 && at[1] == 1
                                ? 1
                                : at[0] == 7 && at[1] == 8 ? 2 : at[0] == 2 && at[1] == 9 ? 3 : 0));

        var out = new Watershed(Optional.empty(), 1, compactness, false).flood(relief, markers);

        assertThat(String.join("", drawing(out))).isEqualTo(expected);
    }

    /// Lines part every two basins, and lie nowhere else.
    @ParameterizedTest
    @CsvSource({"1, 30011", "2, 30011", "1, 5", "2, 5"})
    void linesPartBasins(int connectivity, int levels) {
        var x = picture(40, 50, levels, 6);

        var out = values(new Watershed(Optional.empty(), connectivity, 0, true).apply(raster(DType.FLOAT64, x)));

        for (int r = 0; r < 40; r++) {
            for (int c = 0; c < 50; c++) {
                var labels = new TreeSet<Double>();
                for (int i = Math.max(0, r - 1); i <= Math.min(39, r + 1); i++) {
                    for (int j = Math.max(0, c - 1); j <= Math.min(49, c + 1); j++) {
                        if (out[i][j] != 0 && (connectivity == 2 || i == r || j == c)) {
                            labels.add(out[i][j]);
                        }
                    }
                }
                if (out[r][c] == 0) {
                    assertThat(labels.size()).isNotEqualTo(1); // none: lines enclose the pixel
                } else {
                    assertThat(labels).containsExactly(out[r][c]);
                }
            }
        }
    }

    /// Two valleys of different depth with a ridge at column 5: the ridge parts them, NaN belongs to neither.
    @Test
    void ridgesPartBasins() {
        var x = grid(3, 11, at -> at[1] < 5 ? Math.abs(at[1] - 2) : at[1] == 5 ? 9 : Math.abs(at[1] - 8) + 1);
        x[0][8] = Double.NaN;

        assertThat(drawing(new Watershed().apply(raster(DType.FLOAT64, x))))
                .containsExactly("11111122022", "11111122222", "11111122222");
        assertThat(drawing(new Watershed(Optional.empty(), 2, 0, true).apply(raster(DType.FLOAT64, x))))
                .containsExactly("11111022022", "11111022222", "11111022222");
    }

    @Test
    void waterDoesNotCrossGaps() {
        var out = new Watershed(Optional.empty(), 1, 0, false)
                .flood(drawn(DType.FLOAT32, "11.11", "11.11"), drawn(DType.UINT8, "70000", "00000"));

        assertThat(drawing(out)).containsExactly("77000", "77000");
    }

    @Test
    void markersComeFromAFile(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var relief = drawn(DType.FLOAT32, "123454321");
        var file = written(drawn(DType.UINT8, "300000004"), folder.resolve("markers.tif"));

        assertThat(drawing(new Watershed(Optional.of(file), 1, 0, false).apply(relief)))
                .containsExactly("333334444");
    }

    /// Every pixel of a large relief is reached, and only from a lower or equal way.
    @Test
    void fillsALargeRelief() {
        var x = grid(
                300,
                400,
                at -> Math.sin(at[0] / 9.0) * Math.cos(at[1] / 13.0) + 1e-3 * ((at[0] * 31 + at[1] * 17) % 7));

        var out = values(new Watershed().apply(raster(DType.FLOAT64, x)));

        for (var row : out) {
            for (double label : row) {
                assertThat(label).isPositive();
            }
        }
    }
}
