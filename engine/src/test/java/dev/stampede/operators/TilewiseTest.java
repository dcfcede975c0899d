package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.learn.KMeans;
import dev.stampede.operators.learn.KMeansEstimator;
import dev.stampede.operators.learn.LearnSettings;
import dev.stampede.operators.learn.PCA;
import dev.stampede.operators.matchedfilter.CovMethod;
import dev.stampede.operators.matchedfilter.Gas;
import dev.stampede.operators.matchedfilter.MatchedFilter;
import dev.stampede.operators.matchedfilter.MatchedFilterSNR;
import dev.stampede.operators.matchedfilter.MeanMethod;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.plume.ColumnToMass;
import dev.stampede.operators.plume.PlumeQNDFeatures;
import dev.stampede.operators.plume.SBMP;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operators that say they look at a pixel alone: the result of a window is that window of the result.
class TilewiseTest {
    @TempDir
    Path folder;

    private final GeoRaster scene = scene();

    private static GeoRaster scene() {
        var random = new Random(12);
        return Rasters.filled(
                DType.FLOAT32,
                new int[] {3, 37, 53},
                i -> i % 97 == 5 ? Double.NaN : 1 + i % 53 * 0.1 + random.nextGaussian());
    }

    private static PCA pca(LearnSettings.FitMode mode, Path state) {
        return new PCA(new PCA.Settings(
                OptionalInt.of(2),
                true,
                mode,
                LearnSettings.NanFit.DROP,
                LearnSettings.NanTransform.PROPAGATE,
                Optional.of(state),
                Optional.empty()));
    }

    private static KMeans kMeans(LearnSettings.FitMode mode, Path state) {
        return new KMeans(new KMeans.Settings(
                4,
                KMeansEstimator.Output.LABELS,
                20,
                0,
                1,
                mode,
                LearnSettings.NanFit.DROP,
                LearnSettings.NanTransform.PROPAGATE,
                Optional.of(state)));
    }

    private static Optional<List<List<Double>>> covariance() {
        return Optional.of(List.of(List.of(2.0, 0.5, 0.1), List.of(0.5, 3.0, 0.2), List.of(0.1, 0.2, 1.0)));
    }

    @Test
    void windowsGiveWindowsOfTheResult() {
        var mean = Optional.of(List.of(3.0, 3.1, 3.2));
        var target = List.of(1.0, -2.0, 0.5);
        var pcaState = folder.resolve("pca.json");
        var kState = folder.resolve("k.json");
        pca(LearnSettings.FitMode.FIT_ONLY, pcaState).apply(scene);
        kMeans(LearnSettings.FitMode.FIT_ONLY, kState).apply(scene);
        List<Operator<GeoRaster, GeoRaster>> operators = List.of(
                new MatchedFilter(target, mean, covariance(), false, MeanMethod.MEAN, CovMethod.OAS, Optional.empty()),
                new MatchedFilterSNR(
                        target, mean, covariance(), false, MeanMethod.MEAN, CovMethod.OAS, Optional.empty()),
                new SBMP(Band.of(0), Band.of(2), Optional.empty(), 1e-10),
                new PlumeQNDFeatures(Optional.empty(), 1e-10),
                new ColumnToMass(Gas.CH4, ColumnToMass.Units.PPM_M, ColumnToMass.Units.KG_M2),
                pca(LearnSettings.FitMode.PRE_FIT, pcaState),
                kMeans(LearnSettings.FitMode.PRE_FIT, kState));

        for (var operator : operators) {
            assertThat(Pixelwise.obstacle(operator)).as(operator.repr()).isEmpty();
            var whole = operator.apply(scene);
            for (var window : List.of(new Window(0, 0, 1, 1), new Window(5, 7, 30, 17), new Window(52, 0, 1, 37))) {
                var part = operator.apply(scene.read(Arena.ofAuto(), window));
                assertThat(part.values().contentEquals(whole.values().window(window)))
                        .as(operator.repr() + " at " + window)
                        .isTrue();
            }
        }
    }

    @Test
    void whatLearnsFromTheSceneSaysSo() {
        assertThat(Pixelwise.obstacle(MatchedFilter.learning(List.of(1.0, 2.0, 3.0))))
                .isPresent();
        assertThat(Pixelwise.obstacle(pca(LearnSettings.FitMode.FIT_ON_CALL, folder.resolve("x"))))
                .isPresent();
        assertThat(Pixelwise.obstacle(new SBMP(Band.of(0), Band.of(1), Optional.of(Path.of("r.tif")), 1e-10)))
                .isPresent();
    }
}
