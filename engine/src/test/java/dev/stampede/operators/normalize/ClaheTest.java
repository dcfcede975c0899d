package dev.stampede.operators.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClaheTest {
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final double NAN = Double.NaN;

    private static CLAHE of(int rows, int cols, double limit, int bins) {
        return new CLAHE(Optional.of(List.of(rows, cols)), limit, bins);
    }

    @Test
    void oneTileWithoutALimitIsTheShareOfValuesUpToTheBin() {
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 4}, 0, 1, 1, 2, 9, 10, NAN, 4);

        var out = of(2, 4, 1, 10).apply(in);

        double n = 7;
        assertThat(Rasters.values(out.values()))
                .containsExactly(new double[] {1 / n, 3 / n, 3 / n, 4 / n, 1, 1, NAN, 5 / n}, ROUNDING);
    }

    @Test
    void whatIsCutOffIsGivenToAllBins() {
        // 12 values: 9 in the first bin, 1 in the second, 2 in the fourth; limit 3 takes 6 off, 1.5 for each bin
        var in = Rasters.of(DType.FLOAT64, new int[] {3, 4}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1.5, 4, 4);

        var out = of(3, 4, 0.25, 4).apply(in);

        assertThat(out.values().get(0, 0)).isCloseTo(4.5 / 12, ROUNDING);
        assertThat(out.values().get(2, 1)).isCloseTo(7 / 12.0, ROUNDING);
        assertThat(out.values().get(2, 3)).isCloseTo(1, ROUNDING);
    }

    @Test
    void betweenCentresOfTilesSharesAreBilinear() {
        // Two tiles of 2 x 2: all of the left values are below all of the right ones.
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 4}, 0, 1, 2, 3, 0, 1, 2, 3);

        var out = of(2, 2, 1, 4).apply(in);

        // Value 1: left tile 1, right tile 0. Its centre is 1.5 columns: 0.25 of the way from 1 to 3.
        assertThat(out.values().get(0, 0)).isCloseTo(0.5, ROUNDING);
        assertThat(out.values().get(0, 1)).isCloseTo(0.75, ROUNDING);
        assertThat(out.values().get(1, 2)).isCloseTo(0.25 + 0.75 * 0.5, ROUNDING);
        assertThat(out.values().get(1, 3)).isCloseTo(1, ROUNDING);
    }

    @Test
    void resultsAreSharesForAnySizeAndRaiseLocalContrast() {
        var random = new Random(4);
        for (int[] shape : new int[][] {{1, 1}, {1, 9}, {7, 1}, {13, 17}, {2, 3, 40, 33}, {3, 64, 50}}) {
            var in = Rasters.filled(DType.FLOAT32, shape, i -> random.nextInt(20) == 0 ? NAN : random.nextGaussian());
            var out = new CLAHE(Optional.empty(), 0.01, 256).apply(in);
            assertThat(out.dtype()).isEqualTo(DType.FLOAT32);
            var values = Rasters.values(out.values());
            var before = Rasters.values(in.values());
            for (int i = 0; i < values.length; i++) {
                assertThat(Double.isNaN(values[i])).isEqualTo(Double.isNaN(before[i]));
                assertThat(values[i] >= 0 && values[i] <= 1 + 1e-6 || Double.isNaN(values[i]))
                        .isTrue();
            }
        }
        var faint = Rasters.filled(DType.FLOAT64, new int[] {64, 64}, i -> i % 64 < 32 ? i % 5 * 0.01 : 10 + i % 5);
        var plain = new ZeroOne(true).apply(faint);
        var raised = new CLAHE(Optional.of(List.of(16, 16)), 1, 4096).apply(faint);
        assertThat(deviationOfTheLeft(raised)).isGreaterThan(10 * deviationOfTheLeft(plain));
    }

    private static double deviationOfTheLeft(GeoRaster raster) {
        return BandStatistics.moments(raster.values().window(new Window(0, 0, 16, 64)))
                .std();
    }

    @Test
    void constantBandsBecomeZeroAndAbsurdParametersAreRefused() {
        var out = of(1, 1, 0.01, 256).apply(Rasters.of(DType.UINT16, new int[] {2, 1, 2}, 7, 7, 1, 3));

        assertThat(Rasters.values(out.values())).startsWith(0, 0);
        assertThat(Rasters.values(of(1, 2, 1, 4)
                        .apply(Rasters.of(DType.FLOAT64, new int[] {1, 2}, NAN, NAN))
                        .values()))
                .containsExactly(NAN, NAN);
        assertThatThrownBy(() -> of(0, 3, 0.01, 256)).hasMessageContaining("kernel_size");
        assertThatThrownBy(() -> of(3, 3, 0, 256)).hasMessageContaining("clip_limit is 0.0");
        assertThatThrownBy(() -> of(3, 3, 0.01, 1)).hasMessageContaining("nbins is 1");
    }
}
