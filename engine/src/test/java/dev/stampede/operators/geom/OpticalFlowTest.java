package dev.stampede.operators.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpticalFlowTest {
    private static double ground(double row, double col) {
        return Math.sin(row / 3 + Math.cos(col / 5))
                + Math.cos(col / 4 - row / 7)
                + Math.sin(row / 6) * Math.cos(col / 3.3)
                + 0.5 * Math.sin(row * 0.9 + col * 0.4);
    }

    private static OpticalFlowTVL1 totalVariation() {
        return new OpticalFlowTVL1(Path.of("none"), Band.of(0), 15, 0.3, 5, 30, 1e-4);
    }

    private static OpticalFlowILK lucasKanade() {
        return new OpticalFlowILK(Path.of("none"), Band.of(0), 7, 10);
    }

    private static GeoRaster moved(int rows, int cols, double down, double right) {
        return Rasters.filled(
                DType.FLOAT32, new int[] {rows, cols}, i -> 50 + 9 * ground(i / cols - down, i % cols - right));
    }

    private static double meanError(GeoRaster flow, double down, double right) {
        double sum = 0;
        int n = 0;
        for (int row = 10; row < flow.height() - 10; row++) {
            for (int col = 10; col < flow.width() - 10; col++) {
                sum += Math.hypot(
                        flow.values().get(0, row, col) - down, flow.values().get(1, row, col) - right);
                n++;
            }
        }
        return sum / n;
    }

    @ParameterizedTest
    @CsvSource({"80, 100, 1.5, -2.25", "65, 70, -4, 3", "90, 64, 0, 0"})
    void aConstantDisplacementIsFound(int rows, int cols, double down, double right) {
        var fixed = moved(rows, cols, 0, 0);
        var moving = moved(rows, cols, down, right);

        var tv = totalVariation().between(fixed, moving);
        var lk = lucasKanade().between(fixed, moving);

        assertThat(meanError(tv, down, right)).isLessThan(0.1);
        assertThat(meanError(lk, down, right)).isLessThan(0.05);
        assertThat(tv.attributes().bandNames(2).orElseThrow()).containsExactly("flow_rows", "flow_cols");
        assertThat(tv.sameExtent(moving)).isTrue();
    }

    @Test
    void totalVariationKeepsTheEdgeBetweenTwoMotions() {
        var fixed = moved(80, 120, 0, 0);
        var moving = Rasters.filled(DType.FLOAT32, new int[] {80, 120}, i -> {
            int row = i / 120;
            int col = i % 120;
            return 50 + 9 * (col < 60 ? ground(row, col) : ground(row - 2, col));
        });

        var flow = totalVariation().between(fixed, moving);

        assertThat(flow.values().get(0, 40, 30)).isCloseTo(0, within(0.1));
        assertThat(flow.values().get(0, 40, 90)).isCloseTo(2, within(0.15));
        assertThat(flow.values().get(0, 40, 52)).isCloseTo(0, within(0.3));
        assertThat(flow.values().get(0, 40, 68)).isCloseTo(2, within(0.3));
    }

    @Test
    void nothingIsFoundInNothingAndMissingStaysMissing() {
        var flat = Rasters.filled(DType.FLOAT32, new int[] {40, 40}, i -> 3);
        var holed = Rasters.filled(
                DType.FLOAT32, new int[] {40, 40}, i -> i == 100 ? Double.NaN : 50 + 9 * ground(i / 40, i % 40));

        var none = lucasKanade().between(flat, flat);
        var some = totalVariation().between(holed, holed);

        assertThat(Rasters.values(none.values())).containsOnly(0);
        assertThat(some.values().get(0, 2, 20)).isNaN();
        assertThat(some.values().get(1, 20, 20)).isCloseTo(0, within(1e-3));
        var tiny = Rasters.filled(DType.FLOAT32, new int[] {1, 1}, i -> 3);
        assertThat(Rasters.values(totalVariation().between(tiny, tiny).values()))
                .containsExactly(0, 0);
        assertThatThrownBy(() -> lucasKanade().between(flat, tiny)).isInstanceOf(OperatorTypeException.class);
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new OpticalFlowTVL1(Path.of("a.tif"), Band.of("red"), 10, 0.2, 3, 20, 1e-3),
                new OpticalFlowILK(Path.of("a.tif"), Band.of(1), 5, 4));
    }
}
