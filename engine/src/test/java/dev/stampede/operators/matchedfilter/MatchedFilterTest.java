package dev.stampede.operators.matchedfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MatchedFilterTest {
    private static final List<Double> TARGET =
            Arrays.stream(Scenes.TARGET).boxed().toList();

    private static MatchedFilter given(List<Double> mean, List<List<Double>> cov, List<Double> target) {
        return new MatchedFilter(
                target,
                Optional.of(mean),
                Optional.of(cov),
                false,
                MeanMethod.MEAN,
                CovMethod.EMPIRICAL,
                Optional.empty());
    }

    @Test
    void followsTheFormulaForAGivenBackground() {
        // S = diag(4, 1): S^-1 t = (0.5, 1), t' S^-1 t = 2, alpha = (0.5 (x0 - 1) + (x1 - 2)) / 2
        var in = Rasters.of(DType.FLOAT64, new int[] {2, 1, 3}, 1, 5, Double.NaN, 2, 4, 1);

        var alpha = given(List.of(1.0, 2.0), List.of(List.of(4.0, 0.0), List.of(0.0, 1.0)), List.of(2.0, 1.0))
                .apply(in);

        assertThat(alpha.shape()).containsExactly(1, 3);
        assertThat(Rasters.values(alpha.values())).containsExactly(0, 2, Double.NaN);
        assertThat(alpha.fill().getAsDouble()).isNaN();
        assertThat(alpha.sameExtent(in)).isTrue();
    }

    @Test
    void recoversAnInjectedTargetWithinItsNoise() {
        var clean = Scenes.noise(60, 80, 1);
        var in = Scenes.withTarget(clean, 3);
        var before = Rasters.values(in.values());

        var alpha = MatchedFilter.learning(TARGET).apply(in);
        var oracle = MatchedFilter.against(TARGET, new EstimateCovEmpirical(MeanMethod.MEAN, 0))
                .apply(clean);

        double with = 0;
        double without = 0;
        for (int p = 0; p < 4800; p++) {
            double value = alpha.values().get(p / 80, p % 80);
            with += p % 20 == 7 ? value / 240 : 0;
            without += p % 20 == 7 ? 0 : value / 4560;
        }
        // the covariance of the scene holds the target too, which does not change the ratio of both
        assertThat(with - without).isCloseTo(3, within(0.05));
        assertThat(Arrays.stream(Rasters.values(oracle.values())).average().orElseThrow())
                .isCloseTo(0, within(1e-12));
        assertThat(Rasters.values(in.values())).isEqualTo(before);
    }

    @Test
    void ratioHasUnitVarianceOnTheBackgroundAndTheThresholdItsFalseAlarms() {
        var in = Scenes.noise(100, 100, 2);
        var estimate = new EstimateCovEmpirical(MeanMethod.MEAN, 0);

        var ratio = Rasters.values(
                MatchedFilterSNR.against(TARGET, estimate).apply(in).values());
        var alpha =
                Rasters.values(MatchedFilter.against(TARGET, estimate).apply(in).values());
        double threshold = new DetectionThreshold(
                        0.01,
                        TARGET,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        MeanMethod.MEAN,
                        CovMethod.OAS,
                        Optional.of(estimate))
                .apply(in);

        double variance = Arrays.stream(ratio).map(r -> r * r).sum() / 9999;
        assertThat(variance).isCloseTo(1, within(1e-10));
        assertThat(Arrays.stream(alpha).filter(a -> a > threshold).count()).isBetween(70L, 130L);
    }

    @Test
    void clustersSeparateSurfacesThatOneGaussianMixesUp() {
        // two surfaces whose means differ along the target: one covariance takes that for noise
        var base = Rasters.values(Scenes.noise(40, 100, 3).values());
        var in = Rasters.filled(
                DType.FLOAT64,
                new int[] {4, 40, 100},
                i -> base[i] + (i % 100 < 50 ? 0 : 40 * Scenes.TARGET[i / 4000]));

        var one = MatchedFilterSNR.learning(TARGET).apply(Scenes.withTarget(in, 3));
        var two = MatchedFilterSNR.against(TARGET, new GMMClusterBackground(2)).apply(Scenes.withTarget(in, 3));

        assertThat(contrast(two)).isGreaterThan(5 * contrast(one));
        var background = (ClusterBackground) new GMMClusterBackground(2).apply(in);
        for (int p = 0; p < 4000; p++) {
            assertThat(background.labels()[p] == background.labels()[0])
                    .as("pixel " + p)
                    .isEqualTo(p % 100 < 50);
        }
    }

    private static double contrast(GeoRaster ratio) {
        double with = 0;
        double without = 0;
        int width = ratio.width();
        for (int p = 0; p < ratio.width() * ratio.height(); p++) {
            double value = ratio.values().get(p / width, p % width);
            with += p % 20 == 7 ? value : 0;
            without += p % 20 == 7 ? 0 : value / 19;
        }
        return (with - without) / (ratio.width() * ratio.height() / 20.0);
    }

    @Test
    void clustersOfTooFewPixelsAreGivenUpAndNaNBelongsToNone() {
        var base = Rasters.values(Scenes.noise(20, 20, 4).values());
        var in = Rasters.filled(
                DType.FLOAT64, new int[] {4, 20, 20}, i -> i % 400 == 0 ? 1e4 : i % 400 == 5 ? Double.NaN : base[i]);

        var background = (ClusterBackground) new GMMClusterBackground(2).apply(in);

        assertThat(background.clusters()).hasSize(1);
        assertThat(background.labels()[0]).isZero();
        assertThat(background.labels()[5]).isEqualTo(-1);
        var alpha = MatchedFilter.against(TARGET, new GMMClusterBackground(2)).apply(in);
        assertThat(alpha.values().get(0, 5)).isNaN();
        assertThat(alpha.values().get(0, 6)).isFinite();
    }

    @Test
    void windowsFollowABackgroundThatDrifts() {
        var base = Rasters.values(Scenes.noise(30, 30, 5).values());
        var in = Rasters.filled(DType.FLOAT64, new int[] {4, 30, 30}, i -> base[i] + (i % 30) * Scenes.TARGET[i / 900]);

        var local = MatchedFilter.against(
                        TARGET, new AdaptiveWindowBackground(7, AdaptiveWindowBackground.Boundary.REFLECT, 0.1))
                .apply(in);

        double left = 0;
        double right = 0;
        for (int row = 0; row < 30; row++) {
            for (int col = 5; col < 10; col++) {
                left += local.values().get(row, col) / 150;
                right += local.values().get(row, col + 15) / 150;
            }
        }
        assertThat(right - left).isCloseTo(0, within(0.3)); // a drift of 15 without
        // a window over the whole of a small raster is its mean: by the definition
        var small = Rasters.of(DType.FLOAT64, new int[] {1, 1, 3}, 1, 2, 6);
        var made = new AdaptiveWindowBackground(3, AdaptiveWindowBackground.Boundary.NONE, 1).apply(small);
        assertThat(made.at(0, 1).mean()[0]).isCloseTo(3, within(1e-15));
        assertThat(made.at(0, 0).mean()[0]).isCloseTo(1.5, within(1e-15));
        assertThat(made.at(0, 1).covariance().get(0, 0)).isCloseTo(14 / 3.0, within(1e-14));
        var reflected = new AdaptiveWindowBackground(3, AdaptiveWindowBackground.Boundary.REFLECT, 1).apply(small);
        assertThat(reflected.at(0, 0).mean()[0]).isCloseTo((1 + 1 + 2) / 3.0, within(1e-15));
    }

    @Test
    void streamedPartsGiveTheBackgroundOfTheWhole() {
        var whole = Scenes.noise(30, 40, 6);
        var upper = whole.read(Arena.ofAuto(), new Window(0, 0, 40, 11));
        var lower = whole.read(Arena.ofAuto(), new Window(0, 11, 40, 19));

        var stream = new StreamingBackground(new StreamingBackground.Settings(0));
        stream.apply(upper);
        var parts = (GaussianBackground) stream.apply(lower);
        var once = (GaussianBackground) new EstimateCovEmpirical(MeanMethod.MEAN, 0).apply(whole);

        assertThat(stream.count()).isEqualTo(1200);
        assertThat(parts.mean()).containsExactly(once.mean(), within(1e-12));
        assertThat(parts.covariance().values())
                .containsExactly(once.covariance().values(), within(1e-11));
        assertThatThrownBy(() -> stream.apply(Rasters.of(DType.FLOAT64, new int[] {1, 1, 2}, 1, 2)))
                .hasMessageContaining("4 bands");
    }

    @Test
    void refusesWhatDoesNotFit() {
        var in = Scenes.noise(3, 3, 7);

        assertThatThrownBy(() -> MatchedFilter.learning(List.of(1.0)).apply(in)).hasMessageContaining("4 bands");
        assertThatThrownBy(() ->
                        MatchedFilter.learning(List.of(0.0, 0.0, 0.0, 0.0)).apply(in))
                .hasMessageContaining("0 in every band");
        assertThatThrownBy(() -> MatchedFilter.learning(TARGET).apply(Rasters.of(DType.FLOAT64, new int[] {1, 1}, 1)))
                .isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> new MatchedFilter(
                        TARGET,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        MeanMethod.MEAN,
                        CovMethod.OAS,
                        Optional.empty()))
                .hasMessageContaining("fit_on_call");
        assertThatThrownBy(() -> given(List.of(1.0), List.of(List.of(0.0)), List.of(1.0)))
                .hasMessageContaining("positive definite");
        assertThatThrownBy(() -> new EstimateCovEmpirical(MeanMethod.MEAN, 0)
                        .apply(Rasters.of(DType.FLOAT32, new int[] {2, 1, 2}, 1, 2, 3, 4)))
                .hasMessageContaining("ledoit_wolf");
        assertThatThrownBy(() -> MatchedFilter.learning(List.of(1.0))
                        .apply(Rasters.of(DType.FLOAT32, new int[] {1, 1, 2}, Double.NaN, 1)))
                .hasMessageContaining("there are 1");
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                MatchedFilter.learning(TARGET),
                given(List.of(1.0), List.of(List.of(2.0)), List.of(3.0)),
                MatchedFilterSNR.against(TARGET, new GMMClusterBackground(2)),
                new DetectionThreshold(
                        1e-3,
                        TARGET,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        MeanMethod.HUBER,
                        CovMethod.LOW_RANK,
                        Optional.empty()),
                new EstimateMean(MeanMethod.TRIMMED, 0.2, 1.5),
                new EstimateCovEmpirical(MeanMethod.MEDIAN, 0.1),
                new EstimateCovShrunk(CovMethod.OAS, MeanMethod.MEAN),
                new EstimateCovLowRank(4, 0.01, MeanMethod.MEAN),
                new AdaptiveWindowBackground(5, AdaptiveWindowBackground.Boundary.NEAREST, 0.2),
                new StreamingBackground(new StreamingBackground.Settings(0.1)),
                new LinearTargetFromObs(Optional.of(TARGET), Optional.empty(), 2, MeanMethod.MEAN),
                new NonlinearTargetFromObs(500, Optional.empty(), Optional.of(Path.of("ch4.txt")), 2, MeanMethod.MEAN),
                new ColumnEnhancement(
                        Path.of("co2.txt"),
                        Gas.CO2,
                        ColumnEnhancement.Sensor.OTHER,
                        2,
                        OptionalDouble.of(100),
                        CovMethod.OAS));
    }
}
