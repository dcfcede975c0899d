package dev.stampede.operators.axes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReductionsTest {
    private static final double NAN = Double.NaN;

    @Test
    void bandsComeLastAndBackAgainInTheSameMemory() {
        var in = Rasters.filled(DType.INT16, new int[] {3, 2, 4}, i -> i);

        var last = new CHWtoHWC().apply(in);
        var back = new HWCtoCHW().apply(last);

        assertThat(last.shape()).containsExactly(2, 4, 3);
        assertThat(last.get(1, 2, 0)).isEqualTo(6);
        assertThat(last.get(1, 2, 2)).isEqualTo(22);
        assertThat(back.values().contentEquals(in.values())).isTrue();
        assertThat(back.values().segment().address())
                .isEqualTo(in.values().segment().address());
        assertThat(back.crs().isNone()).isTrue();
        assertThatThrownBy(() -> new CHWtoHWC().apply(Rasters.of(DType.INT16, new int[] {1, 1}, 3)))
                .hasMessageContaining("int16 [1, 1]");
        assertThatThrownBy(() -> new HWCtoCHW().apply(in.values().select(0, 0))).hasMessageContaining("[2, 4]");
    }

    @Test
    void eachBandBecomesOneNumber() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 2, 2}, 4, 1, 3, 10, 1, 2, NAN, 4);

        assertThat(new PerBandReduce(Reduction.MEAN).apply(in)).isEqualTo(List.of(4.5, NAN));
        assertThat(new PerBandReduce(Reduction.SUM).apply(in)).isEqualTo(List.of(18.0, NAN));
        assertThat(new PerBandReduce(Reduction.MIN).apply(in)).isEqualTo(List.of(1.0, NAN));
        assertThat(new PerBandReduce(Reduction.MAX).apply(in)).isEqualTo(List.of(10.0, NAN));
        assertThat(new PerBandReduce(Reduction.MEDIAN).apply(in)).isEqualTo(List.of(3.5, NAN));
        assertThat(new PerBandReduce(Reduction.MEDIAN).apply(Rasters.of(DType.UINT8, new int[] {1, 1}, 200)))
                .containsExactly(200.0);
    }

    @Test
    void squaresBecomeOnePixelAsManyTimesAsLarge() {
        var in = Rasters.of(
                DType.UINT8, new int[] {2, 2, 4}, new double[] {1, 2, 3, 4, 5, 6, 7, 9, 10, 20, 30, 40, 50, 60, 70, 80
                });
        var holed = Rasters.of(DType.FLOAT32, new int[] {2, 2}, 1, 2, NAN, 4);

        var mean = new SpatialPool(Reduction.MEAN, 2).apply(in);
        var max = new SpatialPool(Reduction.MAX, 2).apply(in);

        assertThat(Rasters.values(mean.values())).containsExactly(3.5, 5.75, 35, 55);
        assertThat(mean.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(mean.bounds()).isEqualTo(in.bounds());
        assertThat(mean.affine().pixelWidth()).isEqualTo(20);
        assertThat(Rasters.values(max.values())).containsExactly(6, 9, 60, 80);
        assertThat(Rasters.values(new SpatialPool(Reduction.SUM, 2).apply(holed).values()))
                .containsExactly(NAN);
        assertThat(new SpatialPool(Reduction.MEAN, 1).apply(holed).values().contentEquals(holed.values()))
                .isTrue();
        assertThatThrownBy(() -> new SpatialPool(Reduction.MEAN, 3).apply(in)).hasMessageContaining("2 rows and 4");
        assertThatThrownBy(() -> new SpatialPool(Reduction.MEAN, 0)).hasMessageContaining("size is 0");
    }
}
