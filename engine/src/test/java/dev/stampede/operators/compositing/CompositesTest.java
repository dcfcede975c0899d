package dev.stampede.operators.compositing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Pair;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompositesTest {
    private static final double NAN = Double.NaN;

    private static GeoRaster row(double... values) {
        return Rasters.of(DType.FLOAT64, new int[] {1, values.length}, values);
    }

    @Test
    void blendsByMeanWeightsAndInverseVariance() {
        var a = row(1, 2, NAN, NAN);
        var b = row(3, NAN, 5, NAN);

        var mean = new BlendMatched(BlendMatched.Method.MEAN, Optional.empty(), NanPolicy.IGNORE).apply(List.of(a, b));
        var strict =
                new BlendMatched(BlendMatched.Method.MEAN, Optional.empty(), NanPolicy.PROPAGATE).apply(List.of(a, b));
        var weighted = new BlendMatched(BlendMatched.Method.WEIGHTS, Optional.of(List.of(3.0, 1.0)), NanPolicy.IGNORE)
                .apply(List.of(a, b));
        var inverse = new BlendMatched(BlendMatched.Method.IVW, Optional.empty(), NanPolicy.IGNORE)
                .apply(List.of(a, row(1, 1, 1, 1), b, row(4, 1, 1, 1)));

        assertThat(Rasters.values(mean.values())).containsExactly(2, 2, 5, NAN);
        assertThat(Rasters.values(strict.values())).containsExactly(2, NAN, NAN, NAN);
        assertThat(Rasters.values(weighted.values())).containsExactly(1.5, 2, 5, NAN);
        assertThat(Rasters.values(inverse.values())).containsExactly(new double[] {1.4, 2, 5, NAN}, within(1e-12));
        assertThat(mean.fill().orElse(0)).isNaN();
        assertThatThrownBy(() -> new BlendMatched(BlendMatched.Method.WEIGHTS, Optional.empty(), NanPolicy.IGNORE))
                .hasMessageContaining("weights");
        assertThatThrownBy(
                        () -> new BlendMatched(BlendMatched.Method.WEIGHTS, Optional.of(List.of(1.0)), NanPolicy.IGNORE)
                                .apply(List.of(a, b)))
                .hasMessageContaining("one for each of 2");
        assertThatThrownBy(() ->
                        new BlendMatched(BlendMatched.Method.IVW, Optional.empty(), NanPolicy.IGNORE).apply(List.of(a)))
                .hasMessageContaining("pairs");
    }

    @Test
    void stacksByNameInTheOrderAskedFor() {
        var in = new LinkedHashMap<String, GeoRaster>();
        in.put("s1", Rasters.of(DType.FLOAT32, new int[] {2, 1, 1}, 1, 2));
        in.put("s2", Rasters.of(DType.FLOAT32, new int[] {1, 1}, 3));

        var stacked = new StackMatched(Optional.empty()).apply(in);
        var ordered = new StackMatched(Optional.of(List.of("s2", "s1"))).apply(in);
        var one = new StackMatched(Optional.of(List.of("s2"))).apply(in);

        assertThat(Rasters.values(stacked.values())).containsExactly(1, 2, 3);
        assertThat(Rasters.values(ordered.values())).containsExactly(3, 1, 2);
        assertThat(one.shape()).containsExactly(1, 1, 1);
        assertThatThrownBy(() -> new StackMatched(Optional.of(List.of("s3"))).apply(in))
                .hasMessageContaining("order names s3");
        in.put("s3", Rasters.of(DType.FLOAT32, new int[] {1, 2}, 3, 3));
        assertThatThrownBy(() -> new StackMatched(Optional.empty()).apply(in)).hasMessageContaining("the grids differ");
    }

    private static Pair<GeoRaster, GeoRaster> scene(double value, double doy, double angle, double... clouds) {
        var raster = Rasters.filled(DType.FLOAT32, new int[] {2, 1, clouds.length}, i -> value);
        var known = raster.withAttributes(
                raster.attributes().with("doy", doy).with("view_angle", angle).with("opacity", 0.0));
        return new Pair<>(known, Rasters.of(DType.BOOL, new int[] {1, clouds.length}, clouds));
    }

    private static final BAPComposite BAP = new BAPComposite(200, 0.3, 0.4, 0.2, 0.1, true);

    @SuppressWarnings("unchecked")
    private static Pair<GeoRaster, GeoRaster> bap(List<Pair<GeoRaster, GeoRaster>> scenes) {
        return (Pair<GeoRaster, GeoRaster>) BAP.apply(scenes);
    }

    @Test
    void theBestAvailablePixelHasTheHighestScoreAmongTheClear() {
        var near = scene(1, 200, 0, 1, 0, 0, 0);
        var far = scene(2, 209, 1, 0, 0, 0, 0);
        near.first().values().set(NAN, 1, 0, 2);

        var made = bap(List.of(near, far));

        // Clouds of the first scene: distances 0, 10, 20, 30 m over 30; none in the second: 1.
        double other = 0.3 / 2 + 0.4 / 10 + 0.2 + 0.1;
        assertThat(Rasters.values(made.first().band(0))).containsExactly(2, 1, 2, 1);
        assertThat(Rasters.values(made.second().values()))
                .containsExactly(new double[] {other, 0.8 + 0.2 / 3, other, 1}, within(1e-12));
    }

    @Test
    void withoutAClearPixelThereIsNone() {
        var made = bap(List.of(scene(1, 200, 0, 1), scene(2, 200, 0, 1)));

        assertThat(Rasters.values(made.first().values())).containsExactly(NAN, NAN);
        assertThat(Rasters.values(made.second().values())).containsExactly(NAN);
    }

    @Test
    void theYearIsRoundTiesGoToTheFirstAndMissingAttributesAreNamed() {
        var january = new BAPComposite(2, 0, 1, 0, 0, false).apply(List.of(scene(1, 30, 0, 0), scene(2, 364, 0, 0)));
        var tie = new BAPComposite(2, 0, 1, 0, 0, false).apply(List.of(scene(1, 30, 0, 0), scene(2, 30, 0, 0)));
        var bare = new Pair<>(row(1), Rasters.of(DType.BOOL, new int[] {1, 1}, 0));

        assertThat(((GeoRaster) january).values().get(0, 0, 0)).isEqualTo(2);
        assertThat(((GeoRaster) tie).values().get(0, 0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> BAP.apply(List.of(bare))).hasMessageContaining("view_angle");
        assertThat(new BAPComposite(2, 0, 0, 1, 0, false).apply(List.of(bare))).isInstanceOf(GeoRaster.class);
        assertThatThrownBy(() -> new BAPComposite(0, 1, 1, 1, 1, false)).hasMessageContaining("target_doy is 0.0");
        assertThatThrownBy(() -> new BAPComposite(3, -1, 1, 1, 1, false)).hasMessageContaining("weights is -1.0");
        assertThatThrownBy(() -> BAP.apply(List.of())).hasMessageContaining("at least one");
    }
}
