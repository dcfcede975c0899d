package dev.stampede.patcher.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.Scenes;
import dev.stampede.patcher.sampler.ExplicitAnchors;
import dev.stampede.patcher.sampler.ExplicitCoordinates;
import dev.stampede.patcher.sampler.MapPoint;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One result of all patches, and patches at given places.
class SummariesTest {
    private static final int SIDE = 120;
    private static final int N = SIDE * SIDE;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    private <R> R summary(GlobalAggregation<R> aggregation, IntToDoubleFunction value) {
        return summary(aggregation, Scenes.of(arena, DType.FLOAT64, SIDE, SIDE, value));
    }

    private <R> R summary(GlobalAggregation<R> aggregation, GeoRaster scene) {
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(40), Boundary.DROP), RegularStride.of(40), new Boxcar(), aggregation);
        return Patcher.summarise(aggregation, patches(patcher, scene), RasterGrid.of(scene));
    }

    private List<Patch> patches(Patcher patcher, GeoRaster scene) {
        var patches = new ArrayList<Patch>();
        var reader = patcher.split(scene);
        try {
            for (int i = 0; i < reader.size(); i++) {
                patches.add(reader.read(arena, i));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return patches;
    }

    /// A shuffle of 0 to N - 1.
    private static double shuffled(int i) {
        return i * 7919L % N;
    }

    @Test
    void theRangeLeavesOutNaN() {
        var range = summary(new MinMax(), i -> i == 500 ? Double.NaN : i == 77 ? -3 : shuffled(i) / N);

        assertThat(range.min()).isEqualTo(-3);
        assertThat(range.max()).isEqualTo((N - 1.0) / N);
        assertThatThrownBy(() -> summary(new MinMax(), _ -> Double.NaN)).hasMessageContaining("no least value");
    }

    @Test
    void quantilesOfASampleAreNearThoseOfAll() {
        var whole = summary(new ApproximateQuantile(List.of(0.0, 0.25, 1.0), 1000, 1), SummariesTest::shuffled);
        var sampled = summary(new ApproximateQuantile(List.of(0.1, 0.5, 0.9), 40, 1), SummariesTest::shuffled);

        // All values fit: exact.
        assertThat(whole).containsEntry(0.0, 0.0).containsEntry(1.0, N - 1.0).containsEntry(0.25, 0.25 * (N - 1));
        // 2000 of 14400: a deviation of sqrt(q (1 - q) / 2000) in rank.
        sampled.forEach((q, value) -> assertThat(value / N).isCloseTo(q, within(5 * Math.sqrt(q * (1 - q) / 2000))));
        assertThat(summary(new ApproximateQuantile(List.of(0.5)), _ -> Double.NaN))
                .isEmpty();
        assertThatThrownBy(() -> new ApproximateQuantile(List.of(1.5))).hasMessageContaining("q is 1.5");
    }

    @Test
    void aReservoirIsAUniformSampleWithoutInfinities() {
        var few = summary(new Reservoir(N + 5, 3), i -> i == 9 ? Double.POSITIVE_INFINITY : i);
        var some = summary(new Reservoir(1000, 3), SummariesTest::shuffled);

        assertThat(few).hasSize(N - 1);
        assertThat(some).hasSize(1000).doesNotHaveDuplicates();
        assertThat(Arrays.stream(some).average().orElse(0)).isCloseTo(N / 2.0, within(5 * N / Math.sqrt(12 * 1000)));
        assertThat(summary(new Reservoir(1000, 3), SummariesTest::shuffled)).isEqualTo(some);
        assertThat(summary(new Reservoir(1000, 4), SummariesTest::shuffled)).isNotEqualTo(some);
        assertThatThrownBy(() -> new Reservoir(0, 1)).hasMessageContaining("k is 0");
    }

    @Test
    void frequentValuesAreFoundWithCountersThatFallShortLittle() {
        // 2 comes in every third cell, 5 in every fourth of the rest, all others once.
        IntToDoubleFunction value = i -> i % 3 == 0 ? 2 : i % 4 == 1 ? 5 : 100 + i;
        long twos =
                IntStream.range(0, N).filter(i -> value.applyAsDouble(i) == 2).count();
        long fives =
                IntStream.range(0, N).filter(i -> value.applyAsDouble(i) == 5).count();

        var found = summary(new ApproximateMode(9), value);

        assertThat(found).hasSizeLessThanOrEqualTo(9).containsKeys(2.0, 5.0);
        assertThat(found.get(2.0)).isBetween(twos - N / 10, twos);
        assertThat(found.get(5.0)).isBetween(fives - N / 10, fives);
        assertThat(found.keySet().iterator().next()).isEqualTo(2.0);
        assertThat(summary(new ApproximateMode(3), i -> i % 3))
                .isEqualTo(Map.of(0.0, N / 3L, 1.0, N / 3L, 2.0, N / 3L));
        assertThatThrownBy(() -> new ApproximateMode(0)).hasMessageContaining("k is 0");
    }

    @Test
    void differentValuesAreCountedWithinTheStatedError() {
        var random = new Random(5);
        var numbers = random.doubles(5000).toArray();

        double many = summary(new ApproximateCardinality(12), i -> numbers[i % 5000]);
        double few = summary(new ApproximateCardinality(12), i -> i % 40 == 0 ? -0.0 : i % 40);

        assertThat(many).isCloseTo(5000, within(5 * 1.04 / Math.sqrt(4096) * 5000));
        assertThat(few).isCloseTo(40, within(2.0)); // few values: linear counting
        assertThatThrownBy(() -> new ApproximateCardinality(3)).hasMessageContaining("p is 3");
    }

    @Test
    void binsFindTheirPlacesAndCountEveryValue() {
        var exact = summary(new StreamingHistogram(4), i -> i % 4);
        var two = summary(new StreamingHistogram(2), i -> i % 2 == 0 ? i % 10 * 0.01 : 100 + i % 10 * 0.01);

        assertThat(exact.centers()).containsExactly(0, 1, 2, 3);
        assertThat(exact.counts()).containsOnly(N / 4);
        assertThat(two.counts()).containsExactly(N / 2, N / 2);
        assertThat(two.centers()[0]).isCloseTo(0.04, within(1e-9));
        assertThat(two.centers()[1]).isCloseTo(100.05, within(1e-9));
        assertThatThrownBy(() -> new StreamingHistogram(0)).hasMessageContaining("bins is 0");
    }

    @Test
    void summariesOfPartsAreCombinedInOrder() {
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(40), Boundary.DROP), RegularStride.of(40), new Boxcar(), new MinMax());
        var scene = Scenes.of(arena, DType.FLOAT64, SIDE, SIDE, i -> i % 7);
        var patches = patches(patcher, scene);
        var cardinality = new ApproximateCardinality();

        double all = Patcher.summarise(cardinality, patches, RasterGrid.of(scene));
        double half = Patcher.summarise(cardinality, patches.subList(0, 4), RasterGrid.of(scene));

        assertThat(all).isEqualTo(half).isCloseTo(7, within(0.1));
    }

    @Test
    void patchesAreReadWhereTheyAreAskedFor() {
        var scene = Scenes.of(arena, DType.INT32, SIDE, SIDE, i -> i); // 10 m from (500000, 4200000)
        var geometry = new Rectangular(PatchSize.of(5), Boundary.DROP);
        var explicit =
                new ExplicitAnchors(List.of(new PixelAnchor(3, 4), new PixelAnchor(0, 0), new PixelAnchor(3, 4)));
        var places = new ExplicitCoordinates(List.of(
                new MapPoint(500_105, 4_199_895), // row 10, column 10
                new MapPoint(0, 0),
                new MapPoint(500_001, 4_199_999)));
        var grid = RasterGrid.of(scene);

        var given = patches(new Patcher(geometry, explicit, new Boxcar(), new MinMax()), scene);

        assertThat(given).hasSize(3);
        assertThat(given.get(0).data().values().get(0, 0)).isEqualTo(3 * SIDE + 4);
        assertThat(given.get(2)
                        .data()
                        .values()
                        .contentEquals(given.get(0).data().values()))
                .isTrue();
        assertThat(places.anchors(grid, PatchSize.of(5), Boundary.DROP))
                .containsExactly(new PixelAnchor(8, 8), new PixelAnchor(0, 0));
        assertThat(places.anchors(grid, PatchSize.of(5), Boundary.PAD))
                .containsExactly(new PixelAnchor(8, 8), new PixelAnchor(-2, -2));
    }
}
