package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.HardVote;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.MeanStd;
import dev.stampede.patcher.aggregation.Median;
import dev.stampede.patcher.aggregation.Min;
import dev.stampede.patcher.aggregation.Mode;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.aggregation.Variance;
import dev.stampede.patcher.aggregation.WeightedSum;
import dev.stampede.patcher.sampler.JitteredStride;
import dev.stampede.patcher.sampler.PixelSampler;
import dev.stampede.patcher.sampler.RandomAnchors;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridRunTest extends WithWorkers {
    private static final List<WeightWindow> WINDOWS =
            List.of(new Boxcar(), new Hann(), new Tukey(0.5), new Gaussian(0.5), new Triangular(5));

    private GeoRaster run(RasterSource scene, Patcher patcher) {
        return run(scene, patcher, Patch::data);
    }

    private GeoRaster run(RasterSource scene, Patcher patcher, PatchFunction function) {
        return GridRun.toMemory(arena, scene, patcher, function, RunSettings.of(workers));
    }

    /// P1, with FieldsTest for results by index.
    @Test
    void disjointTilesGiveTheSceneAgain() {
        var scene = noise(48, 80);
        for (CellAggregation aggregation :
                List.of(new Sum(), new Mean(), new OverlapAddition(), new Max(), new Min())) {
            var result = run(scene, Patches.patcher(16, Boundary.DROP, 16, new Boxcar(), aggregation));

            Patches.same(result.values(), scene.values(), 0);
            assertThat(result.sameExtent(scene)).isTrue();
        }
    }

    /// P2.
    @Test
    void aConstantStaysWithEveryWindowAndStride() {
        var scene = Scenes.of(arena, DType.FLOAT64, 50, 61, _ -> 7.25);
        for (var window : WINDOWS) {
            for (int step : new int[] {5, 12, 16}) {
                for (CellAggregation aggregation :
                        List.of(new OverlapAddition(true, 7.25), new Mean(), new Max(), new Min())) {
                    var result = run(scene, Patches.patcher(16, Boundary.SHRINK, step, window, aggregation));

                    Patches.same(result.values(), scene.values(), 1e-14);
                }
            }
        }
    }

    /// P3.
    @Test
    void hannGivesTheSceneInsideAndNothingOnTheBorder() {
        var scene = noise(96, 128);

        var result = run(scene, Patches.patcher(32, Boundary.DROP, 16, new Hann(), new OverlapAddition()));

        for (int r = 0; r < 96; r++) {
            for (int c = 0; c < 128; c++) {
                boolean border = r == 0 || c == 0 || r == 95 || c == 127;
                assertEquals(
                        border ? 0 : scene.values().get(r, c),
                        result.values().get(r, c),
                        border ? 0 : 1e-12,
                        r + ", " + c);
            }
        }
    }

    /// P4.
    @Test
    void theOrderOfPatchesDoesNotMatter() {
        var scene = noise(40, 52);
        for (CellAggregation aggregation : aggregations()) {
            var patcher = Patches.patcher(16, Boundary.SHRINK, 7, new Gaussian(0.5), aggregation);
            var patches = labelled(patcher.split(scene).readAll(arena));
            var shuffled = new ArrayList<>(patches);
            Collections.shuffle(shuffled, new Random(3));
            boolean exact = aggregation instanceof Max || aggregation instanceof Min || aggregation instanceof HardVote;

            var inOrder = patcher.merge(arena, patches, RasterGrid.of(scene));
            var other = patcher.merge(arena, shuffled, RasterGrid.of(scene));

            Patches.same(other.values(), inOrder.values(), exact ? 0 : aggregation instanceof Variance ? 1e-10 : 1e-12);
        }
    }

    static List<CellAggregation> aggregations() {
        return List.of(
                new OverlapAddition(),
                new OverlapAddition(false, 0),
                new Sum(),
                new WeightedSum(),
                new Mean(),
                new Max(),
                new Min(),
                new Variance(),
                new Median(),
                new Mode(),
                new HardVote(5));
    }

    /// Values as small whole numbers, different in each patch, with gaps.
    private static List<Patch> labelled(List<Patch> patches) {
        return patches.stream().map(GridRunTest::label).toList();
    }

    private static Patch label(Patch patch) {
        return changed(
                patch,
                x -> Math.abs(x) > 1.5
                        ? Double.NaN
                        : Math.rint(x * 2) + patch.anchor().col() % 3);
    }

    private static Patch changed(Patch patch, DoubleUnaryOperator change) {
        var values = ArrayView.allocate(
                Arena.ofAuto(),
                DType.FLOAT64,
                patch.data().height(),
                patch.data().width());
        for (int r = 0; r < patch.data().height(); r++) {
            for (int c = 0; c < patch.data().width(); c++) {
                values.set(change.applyAsDouble(patch.data().values().get(r, c)), r, c);
            }
        }
        return patch.with(patch.data().rewrap(values));
    }

    @ParameterizedTest
    @MethodSource("aggregations")
    void inRowsAsInMemoryForAnyAnchorsAndThreads(CellAggregation aggregation) {
        var scene = noise(70, 45);
        List<PixelSampler> samplers = List.of(
                RegularStride.of(7),
                RegularStride.of(16),
                RegularStride.of(23),
                new JitteredStride(PatchStep.of(9), 0.9, 1),
                new RandomAnchors(25, 4));
        for (var sampler : samplers) {
            for (var boundary : List.of(Boundary.SHRINK, Boundary.PAD, Boundary.DROP)) {
                var patcher =
                        new Patcher(new Rectangular(new PatchSize(16, 11), boundary), sampler, new Hann(), aggregation);
                var expected =
                        patcher.merge(arena, labelled(patcher.split(scene).readAll(arena)), RasterGrid.of(scene));

                var streamed = run(scene, patcher, patch -> label(patch).data());
                GeoRaster alone;
                try (var one = new Workers(1)) {
                    alone = GridRun.toMemory(
                            arena, scene, patcher, patch -> label(patch).data(), RunSettings.of(one));
                }

                Patches.same(streamed.values(), expected.values(), 1e-12);
                Patches.same(alone.values(), streamed.values(), 0);
            }
        }
    }

    @Test
    void rowsOfWeightsBecomeExplicitWhereAValueIsMissing() {
        var clean = noise(90, 64);
        var gaps = clean.values().copy(arena);
        for (int c = 20; c < 34; c++) {
            gaps.set(Double.NaN, 41, c);
            gaps.set(Double.NaN, 42, c);
        }
        var scene = clean.rewrap(gaps);
        for (int step : new int[] {6, 12, 16}) {
            var patcher = Patches.patcher(16, Boundary.SHRINK, step, new Tukey(0.5), new OverlapAddition(true, -1));

            var expected = patcher.merge(arena, patcher.split(scene).readAll(arena), RasterGrid.of(scene));
            var streamed = run(scene, patcher);

            Patches.same(streamed.values(), expected.values(), 1e-12);
            assertEquals(-1, streamed.values().get(41, 25), 0);
            Patches.same(
                    streamed.values().window(new Window(0, 0, 64, 20)),
                    clean.values().window(new Window(0, 0, 64, 20)),
                    1e-12,
                    -1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Boundary.class,
            names = {"PAD", "REFLECT"})
    void whatLiesOutsideNeverContributes(Boundary boundary) {
        var scene = noise(40, 60);
        var patcher = Patches.patcher(16, boundary, 10, new Boxcar(), new Sum());

        var padded = run(scene, patcher);
        var shrunk = run(scene, Patches.patcher(16, Boundary.SHRINK, 10, new Boxcar(), new Sum()));

        Patches.same(padded.values(), shrunk.values(), 0);
    }

    /// P10.
    @Test
    void everyPatchLiesWhereItsAnchorLies() {
        var scene = noise(50, 60);
        for (var boundary : List.of(Boundary.DROP, Boundary.SHRINK, Boundary.PAD)) {
            for (var patch : Patches.patcher(16, boundary, 9, new Hann(), new Sum())
                    .split(scene)
                    .readAll(arena)) {
                assertThat(patch.data().affine().x(0, 0))
                        .isEqualTo(scene.affine()
                                .x(patch.anchor().col(), patch.anchor().row()));
                assertThat(patch.data().affine().y(0, 0))
                        .isEqualTo(scene.affine()
                                .y(patch.anchor().col(), patch.anchor().row()));
            }
        }
    }

    /// P5.
    @Test
    void welfordKeepsDigitsThatTheNaiveFormulaLoses() {
        var random = new Random(8);
        var scene = Scenes.of(arena, DType.FLOAT64, 24, 24, _ -> 1e8);
        var offsets = new java.util.HashMap<PixelAnchor, Double>();
        var patcher = Patches.patcher(12, Boundary.DROP, 3, new Boxcar(), new Variance());
        patcher.anchors(RasterGrid.of(scene)).forEach(anchor -> offsets.put(anchor, random.nextGaussian()));

        var result = run(
                scene,
                patcher,
                patch -> changed(patch, x -> x + offsets.get(patch.anchor())).data());

        double worst = 0;
        double worstNaive = 0;
        for (int r = 0; r < 24; r++) {
            for (int c = 0; c < 24; c++) {
                var values = new ArrayList<Double>();
                for (var entry : offsets.entrySet()) {
                    var a = entry.getKey();
                    if (r >= a.row() && r < a.row() + 12 && c >= a.col() && c < a.col() + 12) {
                        values.add(1e8 + entry.getValue());
                    }
                }
                int n = values.size();
                double mean =
                        values.stream().mapToDouble(v -> v - 1e8).average().orElseThrow() + 1e8;
                double exact = n < 2
                        ? 0
                        : values.stream()
                                        .mapToDouble(v -> (v - mean) * (v - mean))
                                        .sum()
                                / (n - 1);
                double sum = values.stream().mapToDouble(v -> v).sum();
                double squares = values.stream().mapToDouble(v -> v * v).sum();
                double naive = n < 2 ? 0 : (squares - sum * sum / n) / (n - 1);
                worst = Math.max(worst, Math.abs(result.values().get(r, c) - exact));
                worstNaive = Math.max(worstNaive, Math.abs(naive - exact));
            }
        }
        assertThat(worst).isLessThan(1e-6).isLessThanOrEqualTo(worstNaive);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRasterOfItsThreadAloneIsReadByIt(int threads) {
        try (var confined = Arena.ofConfined();
                var pool = new Workers(threads)) {
            var scene = Scenes.of(confined, DType.FLOAT32, 40, 40, i -> i);

            var result = GridRun.toMemory(
                    confined,
                    scene,
                    Patches.patcher(16, Boundary.SHRINK, 16, new Boxcar(), new Mean()),
                    Patch::data,
                    RunSettings.of(pool));

            Patches.same(result.values(), scene.values(), 0);
        }
    }

    @Test
    void aResultOfItsThreadAloneIsWrittenByIt() {
        var scene = noise(200, 60);
        try (var confined = Arena.ofConfined()) {
            var result = GridRun.toMemory(
                    confined,
                    scene,
                    Patches.patcher(100, Boundary.SHRINK, 100, new Boxcar(), new Mean()),
                    Patch::data,
                    RunSettings.of(workers));

            Patches.same(result.values(), scene.values(), 0);
        }
    }

    @Test
    void refusesWhatGivesNoRasterAndWhatWasAskedToBeStrict() {
        var scene = noise(32, 32);
        var settings = RunSettings.of(workers);
        var median = Patches.patcher(16, Boundary.DROP, 16, new Boxcar(), new Median());

        assertThatThrownBy(() -> GridRun.toMemory(arena, scene, median.with(new MeanStd()), Patch::data, settings))
                .hasMessageContaining("SpatialMeanStd gives no raster");
        assertThatThrownBy(() -> GridRun.toMemory(arena, scene, median, Patch::data, settings.strictly()))
                .hasMessageContaining("SpatialMedian keeps all values");
        assertThatThrownBy(() -> run(scene, Patches.patcher(16, Boundary.RAISE, 12, new Boxcar(), new Mean())))
                .hasMessageContaining("boundary=raise")
                .hasMessageContaining("row 0, column 24");
    }
}
