package dev.stampede.operators.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandMathTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    /// One pixel with the bands 2, 3 and 5.
    private GeoRaster pixel(DType type) {
        var values = ArrayView.allocate(arena, type, 3, 1, 1);
        values.set(2, 0, 0, 0);
        values.set(3, 1, 0, 0);
        values.set(5, 2, 0, 0);
        return GeoRaster.of(values, Affine.IDENTITY)
                .withAttributes(Attributes.NONE.withBandNames(List.of("red", "nir", "swir")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b0 + b1 * b2 | 17",
                "(b0 + b1) * b2 | 25",
                "-b0 ** 2 | -4",
                "2 ** b1 ** b0 | 512",
                "b2 ** -1 | 0.2",
                "b2 / b0 / 5 | 0.5",
                "b2 - b1 - b0 | 0",
                "- - + b0 | 2",
                "sqrt(b0 + 2) + abs(-b1) | 5",
                "minimum(b0, b1) * maximum(b0, b1) | 6",
                "clip(b2, 0, 4.5) | 4.5",
                "where(b0 - 2, 7, b1) | 3",
                "where(b0, 7, b1) | 7",
                "log(exp(b1)) | 3",
                "log10(1e3) + b0 | 5",
                "1.5e-1 * b0 | 0.3",
                "b1 ** 0.5 * b1 ** 0.5 - b1 + 1 | 0.9999999999999996"
            })
    void followsTheGrammar(String formula, double expected) {
        var result = new BandMath(formula).apply(pixel(DType.UINT8));

        assertThat(result.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(result.shape()).containsExactly(1, 1);
        assertThat(result.values().get(0, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b0 < b1",
                "b0 ==1",
                "import os",
                "b0; b1",
                "b0.real",
                "x + 1",
                "sin(b0)",
                "(b0",
                "b0 +",
                "",
                "b0 b1",
                "clip(b0, 1)",
                "__class__",
                "b0[0]",
                "1..2",
                "b-1",
                "lambda: 0"
            })
    void refusesEverythingElseWhenItIsMade(String formula) {
        assertThatThrownBy(() -> new BandMath(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at character");
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThatThrownBy(() -> new BandMath("(".repeat(200) + "b0" + ")".repeat(200)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> new BandMath("b0" + "+b0".repeat(5000))).hasMessageContaining("characters");
        assertThatThrownBy(() -> new BandMath("3 + 4").apply(pixel(DType.UINT8)))
                .hasMessageContaining("of bands");
        assertThatThrownBy(() -> new BandMath("b0 + b7").apply(pixel(DType.UINT8)))
                .hasMessageContaining("band 7");
    }

    @Test
    void namesStandForBandsAndSinglePrecisionStays() {
        var formula = new BandMath("(nir - red) / (nir + red + 1e-10)", Optional.of(List.of("red", "nir", "swir")));
        var scene = pixel(DType.FLOAT32);

        var mine = formula.apply(scene);
        var index = new NDVI(0, 1).apply(scene);

        assertThat(mine.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(mine.values().contentEquals(index.values())).isTrue();
        var named = new SelectBands(List.of(Band.of("swir"), Band.of(0))).apply(scene);
        assertThat(named.attributes().bandNames(2)).contains(List.of("swir", "red"));
        assertThat(named.values().get(0, 0, 0)).isEqualTo(5);
        assertThatThrownBy(() -> new SelectBands(List.of(Band.of("blue"))).apply(scene))
                .hasMessageContaining("no band is named blue");
    }
}
