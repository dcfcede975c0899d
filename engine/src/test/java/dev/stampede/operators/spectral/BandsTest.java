package dev.stampede.operators.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.viz.Composite;
import dev.stampede.operators.viz.FalseColor;
import dev.stampede.operators.viz.SwirComposite;
import dev.stampede.operators.viz.TrueColor;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BandsTest {
    private static GeoRaster bands(int count) {
        return Rasters.filled(DType.UINT16, new int[] {count, 1, 2}, i -> 10 * (i / 2) + i % 2);
    }

    @Test
    void bandsComeInAnotherOrderWithTheirNames() {
        var in = bands(3);
        var named = in.withAttributes(in.attributes().withBandNames(List.of("a", "b", "c")));

        var made = new ReorderBands(List.of(2, 0, 1)).apply(named);

        assertThat(Rasters.values(made.values())).containsExactly(20, 21, 0, 1, 10, 11);
        assertThat(made.bandIndex("c")).isZero();
        assertThatThrownBy(() -> new ReorderBands(List.of(0, 0, 1))).hasMessageContaining("every band once");
        assertThatThrownBy(() -> new ReorderBands(List.of(0, 1)).apply(in)).hasMessageContaining("each of the 3 bands");
        assertThatThrownBy(() -> new ReorderBands(List.of(0, 1, 3)).apply(in))
                .hasMessageContaining("each of the 3 bands");
    }

    @Test
    void whatIsSplitIsStackedAgain() {
        var in = bands(3);

        var split = new SplitBands().apply(in);
        var stacked = new StackBands(Optional.of(List.of("x", "y", "z"))).apply(split);

        assertThat(split).hasSize(3).allMatch(band -> band.rank() == 2);
        assertThat(stacked.values().contentEquals(in.values())).isTrue();
        assertThat(stacked.bandIndex("y")).isEqualTo(1);
        assertThat(new StackBands(Optional.empty()).apply(List.of(split.get(1))).shape())
                .containsExactly(1, 1, 2);
        assertThatThrownBy(() -> new StackBands(Optional.empty()).apply(List.of()))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> new StackBands(Optional.of(List.of("x"))).apply(split))
                .hasMessageContaining("names is [x]");
    }

    @Test
    void ratiosAndDifferencesOfTwoBands() {
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 1, 4}, 3, 0, Double.NaN, 1, 1, 0, 1, -1);

        var ratio = new BandRatio(Band.of(0), Band.of(1), 1e-6).apply(in);
        var difference = new SpectralDifference(Band.of(0), Band.of(1), 1e-6).apply(in);

        assertThat(Rasters.values(ratio.values()))
                .containsExactly(new double[] {3 / 1.000001, 0, Double.NaN, 1 / -0.999999}, within(1e-12));
        assertThat(Rasters.values(difference.values()))
                .containsExactly(new double[] {2 / 4.000001, 0, Double.NaN, 2e6}, within(1e-5));
        assertThat(ratio.rank()).isEqualTo(2);
        assertThatThrownBy(() -> new BandRatio(Band.of(0), Band.of(2), 1e-6).apply(in))
                .hasMessageContaining("2 bands");
    }

    @Test
    void compositesPickTheirBands() {
        var in = bands(7);

        assertThat(first(new TrueColor(Band.of(2), Band.of(1), Band.of(0)).apply(in)))
                .containsExactly(20, 10, 0);
        assertThat(first(new FalseColor(Band.of(3), Band.of(2), Band.of(1)).apply(in)))
                .containsExactly(30, 20, 10);
        assertThat(first(new SwirComposite(Band.of(6), Band.of(3), Band.of(2)).apply(in)))
                .containsExactly(60, 30, 20);
        assertThat(first(new Composite(List.of(Band.of(5), Band.of(-1), Band.of(0))).apply(in)))
                .containsExactly(50, 60, 0);
        assertThatThrownBy(() -> new Composite(List.of(Band.of(5)))).hasMessageContaining("three");
    }

    private static double[] first(GeoRaster raster) {
        return new double[] {
            raster.values().get(0, 0, 0),
            raster.values().get(1, 0, 0),
            raster.values().get(2, 0, 0)
        };
    }
}
