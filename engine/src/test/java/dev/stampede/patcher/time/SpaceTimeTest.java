package dev.stampede.patcher.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.time.SpaceTimePatcher.SpaceTime;
import dev.stampede.patcher.window.Hann;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpaceTimeTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    /// Value of step t, row r, column c: 10000 t + 100 r + c.
    private GeoRaster cube(int steps) {
        var values = ArrayView.allocate(arena, DType.FLOAT64, steps, 12, 16);
        for (int t = 0; t < steps; t++) {
            for (int r = 0; r < 12; r++) {
                for (int c = 0; c < 16; c++) {
                    values.set(10000 * t + 100 * r + c, t, r, c);
                }
            }
        }
        return GeoRaster.of(values, Affine.IDENTITY);
    }

    private static Patcher tiles() {
        return new Patcher(
                new Rectangular(PatchSize.of(4), Boundary.DROP),
                RegularStride.of(4),
                new Hann(),
                new OverlapAddition());
    }

    private static TimePatcher lookback(int length, TimeAggregation<?> aggregation) {
        return new TimePatcher(
                new FixedLookback(length), new TimeSampler.Rolling(1, 0), new TimeWindow.CausalBoxcar(), aggregation);
    }

    @Test
    void everyPlaceWithEveryStepAndResultsByPlace() throws Exception {
        var cube = cube(5);
        var patcher = SpaceTimePatcher.product(tiles(), lookback(3, new TimeAggregation.Forecast(1, 0)));

        var patches = patcher.split(arena, cube);
        var merged = patcher.merge(arena, patches);

        assertThat(patches).hasSize(12 * 5);
        assertThat(merged).hasSize(12);
        assertThat(merged.get(5).space()).isEqualTo(new PixelAnchor(4, 4));
        @SuppressWarnings("unchecked")
        var last = (java.util.Map<Integer, ArrayView>) merged.get(5).result();
        assertThat(last).containsOnlyKeys(0, 1, 2, 3, 4);
        assertThat(last.get(3).shape()).containsExactly(1, 4, 4);
        assertThat(last.get(3).get(0, 2, 1)).isEqualTo(30605);
        // P17: no step after the anchor
        assertThat(patches)
                .allSatisfy(patch -> assertThat(patch.time().steps().getLast())
                        .isEqualTo(patch.time().anchor()));
    }

    @Test
    void coupledPlacesAndStepsAreTakenInTheirOrder() throws Exception {
        var events = List.of(
                new SpaceTime(new PixelAnchor(2, 3), 4),
                new SpaceTime(new PixelAnchor(0, 0), 1),
                new SpaceTime(new PixelAnchor(2, 3), 2));
        var patcher = SpaceTimePatcher.coupled(tiles(), lookback(2, new TimeAggregation.Mean()), events);

        var patches = patcher.split(arena, cube(5));
        var merged = patcher.merge(arena, patches);

        assertThat(patches).hasSize(3);
        assertThat(merged).extracting(r -> r.space()).containsExactly(new PixelAnchor(2, 3), new PixelAnchor(0, 0));
        var mean = (ArrayView) merged.getFirst().result();
        assertThat(mean.get(1, 0, 0)).isEqualTo(30203); // steps 4 and 2
        assertThat(mean.get(0, 0, 0)).isEqualTo(20203); // steps 3 and 1
        assertThatThrownBy(() -> SpaceTimePatcher.coupled(
                                tiles(),
                                lookback(2, new TimeAggregation.Mean()),
                                List.of(new SpaceTime(new PixelAnchor(0, 0), 5)))
                        .split(arena, cube(5)))
                .hasMessageContaining("step 5 lies outside a series of 5");
    }

    @Test
    void scalesAreKeptApartWhereTheSeriesBegins() {
        var time = new TimePatcher(
                new MultiScale(List.of(2, 4)),
                new TimeSampler.Events(List.of(0, 5)),
                new TimeWindow.ExponentialDecay(2),
                new TimeAggregation.HierarchicalCombine(List.of(2, 4)));

        var patches = time.split(arena, cube(6).values());
        var all = new TimeAggregation.HierarchicalCombine(List.of(2, 4)).merge(arena, patches);

        assertThat(all.get(0)).containsOnlyKeys(2, 4);
        assertThat(all.get(0).get(4).size(0)).isEqualTo(1);
        assertThat(all.get(5).get(4).size(0)).isEqualTo(4);
        assertEquals(Math.exp(-0.5), patches.get(2).weights()[0], 1e-15);
    }

    @Test
    void stencilsTakeTheirPointsAndOnlyWhereAllLieInTheSeries() {
        var geometry = new StencilGeometry(new Stencil(-2, 1, 1, Stencil.Closed.BOTH), 2);
        var sampler = new TimeSampler.Origins(geometry, 1, false, 0);
        var time = new TimePatcher(geometry, sampler, new TimeWindow.CausalBoxcar(), new TimeAggregation.Mean());

        var patches = time.split(arena, cube(10).values());

        assertThat(patches).extracting(TimePatch::anchor).containsExactly(4, 5, 6, 7);
        assertThat(patches.getFirst().steps()).containsExactly(0, 2, 4, 6);
        assertThat(patches.getFirst().data().get(1, 3, 2)).isEqualTo(20302);
        assertThat(new TimeSampler.Origins(geometry, 2, false, 0).anchors(10)).containsExactly(4, 6);
        assertThat(new TimeSampler.Origins(geometry, 1, true, 3).anchors(40))
                .containsExactlyInAnyOrderElementsOf(geometry.origins(40))
                .isEqualTo(new TimeSampler.Origins(geometry, 1, true, 3).anchors(40));
        assertThat(TimeSpan.stencil("-12h", "6h", "6h", Stencil.Closed.LEFT, Duration.ofHours(3))
                        .points())
                .containsExactly(-4, -2, 0);
        assertThatThrownBy(() -> TimeSpan.parse("3 moons")).hasMessageContaining("is no span of time");
        assertThatThrownBy(() -> TimeSpan.stencil("-5h", "0h", "5h", Stencil.Closed.BOTH, Duration.ofHours(3)))
                .hasMessageContaining("-5h is not a whole number of steps");
    }

    @Test
    void foldsGoInTheOrderOfAnchors() {
        var fold = new TimeAggregation.Fold<String>((text, patch) -> text + patch.anchor(), "");
        var time = new TimePatcher(
                new FixedLookback(1), new TimeSampler.Events(List.of(3, 1, 1)), new TimeWindow.CausalBoxcar(), fold);

        assertThat(fold.merge(arena, time.split(arena, cube(4).values()))).isEqualTo("311");
        assertThat(time.serialisable()).isFalse();
        assertThat(new TimeAggregation.Mean().merge(arena, List.of()).get(0)).isZero();
    }
}
