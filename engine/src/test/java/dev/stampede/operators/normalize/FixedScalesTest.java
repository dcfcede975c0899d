package dev.stampede.operators.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.raster.DType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixedScalesTest {
    private static final double NAN = Double.NaN;

    @Test
    void fixedNumbersShiftAndScale() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 1, 2}, 1, NAN, 10, 20);

        var per = new Normalize(PerBand.of(List.of(1.0, 10.0)), PerBand.of(List.of(0.0, 5.0))).apply(in);
        var single = new Normalize(PerBand.of(2), PerBand.of(4)).apply(in);

        assertThat(Rasters.values(per.values())).containsExactly(0, NAN, 0, 2);
        assertThat(per.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Rasters.values(single.values())).containsExactly(-0.25, NAN, 2, 4.5);
        assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
        assertThatThrownBy(() -> new Normalize(PerBand.of(List.of(1.0)), PerBand.of(1)).apply(in))
                .hasMessageContaining("mean has 1 numbers, the raster 2 bands");
    }

    @Test
    void statisticsAreKeptAndTheInputGoesThrough() {
        var watch = new PerBandStats(new PerBandStats.Settings(Optional.of(List.of(50.0, 100.0))));
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 1, 4}, 1, 2, NAN, 6, NAN, NAN, NAN, NAN);

        assertThat(watch.stats()).isEmpty();
        assertThat(watch.apply(in)).isSameAs(in);

        var first = watch.stats().get(0);
        assertThat(first.moments().count()).isEqualTo(3);
        assertThat(first.moments().min()).isEqualTo(1);
        assertThat(first.moments().max()).isEqualTo(6);
        assertThat(first.moments().mean()).isEqualTo(3);
        assertThat(first.moments().std()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
        assertThat(first.percentiles()).containsExactly(2.0, 6.0);
        assertThat(watch.stats().get(1).moments().count()).isZero();
        assertThat(watch.stats().get(1).percentiles()).containsExactly(NAN, NAN);
    }
}
