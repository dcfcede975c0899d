package dev.stampede.operators.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.restore.OutlierMask.Method;
import dev.stampede.operators.restore.ReplaceOutliers.Replacement;
import dev.stampede.raster.DType;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OutliersTest {
    private static final double NAN = Double.NaN;

    @Test
    void deviationsFromTheMedianAreCounted() {
        // Median 3, deviations 2 1 0 1 97: MAD 1, so the limit is 3 * 1.4826 = 4.4478.
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 3}, 1, 2, 3, 4, 100, NAN);
        var edge = Rasters.of(DType.FLOAT64, new int[] {2, 3}, 1, 2, 3, 4, 3 + 4.4478, NAN);

        assertThat(Rasters.values(new OutlierMask(Method.MAD, 3).apply(in).values()))
                .containsExactly(0, 0, 0, 0, 1, 0);
        assertThat(Rasters.values(new OutlierMask(Method.MAD, 3).apply(edge).values()))
                .containsOnly(0);
        assertThat(Rasters.values(new OutlierMask(Method.MAD, 2.99).apply(edge).values()))
                .containsExactly(0, 0, 0, 0, 1, 0);
    }

    @Test
    void scoresUseThePopulationDeviation() {
        // Mean 2, deviation 2: the 6 lies exactly 2 deviations off.
        var in = Rasters.of(DType.INT16, new int[] {1, 5}, 1, 1, 1, 1, 6);

        assertThat(Rasters.values(new OutlierMask(Method.ZSCORE, 2).apply(in).values()))
                .containsOnly(0);
        assertThat(Rasters.values(new OutlierMask(Method.ZSCORE, 1.99).apply(in).values()))
                .containsExactly(0, 0, 0, 0, 1);
    }

    @Test
    void bandsAreJudgedByThemselves() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 1, 5}, 1, 2, 3, 4, 9, 101, 102, 103, 104, 9);

        assertThat(Rasters.values(new OutlierMask(Method.MAD, 3).apply(in).values()))
                .containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    }

    @Test
    void outliersBecomeWhatIsAskedFor() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 3}, 1, 2, 3, 4, 100, NAN);

        assertThat(Rasters.values(new ReplaceOutliers(Method.MAD, 3, Replacement.MEDIAN)
                        .apply(in)
                        .values()))
                .containsExactly(1, 2, 3, 4, 3, NAN);
        assertThat(Rasters.values(new ReplaceOutliers(Method.MAD, 3, Replacement.NAN)
                        .apply(in)
                        .values()))
                .containsExactly(1, 2, 3, 4, NAN, NAN);
        assertThat(Rasters.values(new ReplaceOutliers(Method.MAD, 3, Replacement.of(-5))
                        .apply(in)
                        .values()))
                .containsExactly(1, 2, 3, 4, -5, NAN);
        assertThat(Replacement.fromConfig(5L)).isEqualTo(Replacement.of(5));
    }

    @Test
    void saturationReachesTheThreshold() {
        var bytes = Rasters.of(DType.UINT8, new int[] {1, 3}, 0, 254, 255);
        var floats = Rasters.of(DType.FLOAT32, new int[] {1, 4}, 0.99, 1, 1.2, NAN);

        assertThat(Rasters.values(
                        new SaturationFlag(OptionalDouble.empty()).apply(bytes).values()))
                .containsExactly(0, 0, 1);
        assertThat(Rasters.values(
                        new SaturationFlag(OptionalDouble.empty()).apply(floats).values()))
                .containsExactly(0, 1, 1, 0);
        assertThat(Rasters.values(
                        new SaturationFlag(OptionalDouble.of(254)).apply(bytes).values()))
                .containsExactly(0, 1, 1);
    }
}
