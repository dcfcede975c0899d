package dev.stampede.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.learn.LearnSettings.FitMode;
import dev.stampede.operators.learn.LearnSettings.Mode;
import dev.stampede.operators.learn.LearnSettings.NanFit;
import dev.stampede.operators.learn.LearnSettings.NanTransform;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnTest {
    @TempDir
    Path folder;

    private static PCA pca(int k, boolean whiten, FitMode mode, Optional<Path> state) {
        return new PCA(new PCA.Settings(
                OptionalInt.of(k), whiten, mode, NanFit.DROP, NanTransform.PROPAGATE, state, Optional.empty()));
    }

    private static KMeans kMeans(int k, KMeansEstimator.Output output, FitMode mode, Optional<Path> state) {
        return new KMeans(
                new KMeans.Settings(k, output, 300, 1e-6, 5, mode, NanFit.DROP, NanTransform.PROPAGATE, state));
    }

    /// Variance 9 along (3, 4) / 5 and 1 across, about (10, 20).
    private static GeoRaster ellipse() {
        var random = new Random(2);
        var x = new double[2 * 2000];
        for (int p = 0; p < 2000; p++) {
            double a = 3 * random.nextGaussian();
            double b = random.nextGaussian();
            x[p] = 10 + 0.6 * a - 0.8 * b;
            x[2000 + p] = 20 + 0.8 * a + 0.6 * b;
        }
        return Rasters.filled(DType.FLOAT64, new int[] {2, 40, 50}, i -> x[i]);
    }

    @Test
    void componentsAreThoseOfTheEllipse() {
        var op = pca(2, false, FitMode.FIT_ON_CALL, Optional.empty());
        var in = ellipse();

        var scores = op.apply(in);

        var fit = op.fitted().orElseThrow();
        assertThat(fit.components()[0]).containsExactly(new double[] {0.6, 0.8}, within(0.02));
        assertThat(fit.explainedVariance()).containsExactly(new double[] {9, 1}, within(0.5));
        assertThat(fit.explainedRatio()[0] + fit.explainedRatio()[1]).isCloseTo(1, within(1e-14));
        assertThat(scores.sameExtent(in)).isTrue();
        // scores are uncorrelated with the variances, and turn back into the input
        double cross = 0;
        double first = 0;
        for (int p = 0; p < 2000; p++) {
            double s0 = scores.values().get(0, p / 50, p % 50);
            double s1 = scores.values().get(1, p / 50, p % 50);
            cross += s0 * s1 / 1999;
            first += s0 * s0 / 1999;
            double back = fit.moments().mean()[1] + s0 * fit.components()[0][1] + s1 * fit.components()[1][1];
            assertThat(back).isCloseTo(in.values().get(1, p / 50, p % 50), within(1e-12));
        }
        assertThat(cross).isCloseTo(0, within(1e-12));
        assertThat(first).isCloseTo(fit.explainedVariance()[0], within(1e-11));
    }

    @Test
    void whitenedScoresHaveUnitVarianceAndNaNStays() {
        var values = Rasters.values(ellipse().values());
        var in = Rasters.filled(DType.FLOAT32, new int[] {2, 40, 50}, i -> i == 2003 ? Double.NaN : values[i]);

        var scores = pca(1, true, FitMode.REFIT, Optional.empty()).apply(in);

        assertThat(scores.shape()).containsExactly(1, 40, 50);
        assertThat(scores.values().get(0, 0, 3)).isNaN();
        double squares = Arrays.stream(Rasters.values(scores.values()))
                .filter(Double::isFinite)
                .map(s -> s * s)
                .sum();
        assertThat(squares / 1998).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatWasLearntIsKeptSavedAndReadBack() throws IOException {
        var file = folder.resolve("pca.json");
        var learning = pca(2, false, FitMode.FIT_ON_CALL, Optional.of(file));
        var in = ellipse();
        var first = learning.apply(in);
        var other = Rasters.filled(DType.FLOAT64, new int[] {2, 3, 3}, i -> i);

        var later = learning.apply(other);
        var restored = pca(2, false, FitMode.PRE_FIT, Optional.of(file));

        assertThat(restored.apply(in).values().contentEquals(first.values())).isTrue();
        assertThat(restored.apply(other).values().contentEquals(later.values())).isTrue();
        assertThatThrownBy(() -> kMeans(2, KMeansEstimator.Output.LABELS, FitMode.PRE_FIT, Optional.of(file))
                        .apply(in))
                .hasMessageContaining("the state is of PCA, expected KMeans");
        Files.writeString(file, "{");
        assertThatThrownBy(
                        () -> pca(2, false, FitMode.PRE_FIT, Optional.of(file)).apply(in))
                .hasMessageContaining("pca.json: no state of PcaEstimator");
        assertThatThrownBy(() -> pca(2, false, FitMode.PRE_FIT, Optional.empty()))
                .hasMessageContaining("state_path");
        assertThatThrownBy(() -> pca(2, false, FitMode.PRE_FIT, Optional.of(folder.resolve("none")))
                        .apply(in))
                .hasStackTraceContaining("fit_only or fit_on_call writes it");
    }

    @Test
    void partsTeachTheSameAsTheWhole() {
        var whole = ellipse();
        var values = Rasters.values(whole.values());
        var streaming = pca(2, false, FitMode.FIT_STREAMING, Optional.empty());
        for (int part = 0; part < 4; part++) {
            int from = 500 * part;
            streaming.apply(
                    Rasters.filled(DType.FLOAT64, new int[] {2, 10, 50}, i -> values[i / 500 * 2000 + from + i % 500]));
        }
        var once = pca(2, false, FitMode.FIT_ONLY, Optional.empty());

        assertThat(once.apply(whole)).isSameAs(whole);

        var a = streaming.fitted().orElseThrow();
        var b = once.fitted().orElseThrow();
        assertThat(a.explainedVariance()).containsExactly(b.explainedVariance(), within(1e-11));
        assertThat(a.components()[0]).containsExactly(b.components()[0], within(1e-12));
    }

    @Test
    void clustersAreFoundAndNumbered() {
        var random = new Random(4);
        double[][] centres = {{0, 0}, {10, 0}, {0, 10}};
        var x = new double[2 * 600];
        for (int p = 0; p < 600; p++) {
            x[p] = centres[p % 3][0] + 0.5 * random.nextGaussian();
            x[600 + p] = centres[p % 3][1] + 0.5 * random.nextGaussian();
        }
        x[7] = Double.NaN;
        var in = Rasters.filled(DType.FLOAT64, new int[] {2, 20, 30}, i -> x[i]);
        var file = folder.resolve("k.json");
        var op = kMeans(3, KMeansEstimator.Output.LABELS, FitMode.FIT_ON_CALL, Optional.of(file));

        var labels = op.apply(in);
        var distances = kMeans(3, KMeansEstimator.Output.DISTANCES, FitMode.PRE_FIT, Optional.of(file))
                .apply(in);

        assertThat(labels.dtype()).isEqualTo(DType.INT32);
        assertThat(labels.shape()).containsExactly(20, 30);
        assertThat(labels.values().get(0, 7)).isEqualTo(-1);
        assertThat(distances.values().get(0, 0, 7)).isNaN();
        var fit = op.fitted().orElseThrow().clusters();
        double inertia = 0;
        for (int p = 0; p < 600; p++) {
            if (p == 7) {
                continue;
            }
            int label = (int) labels.values().get(p / 30, p % 30);
            assertThat(label).isEqualTo((int) labels.values().get(0, p % 3));
            assertThat(fit.centres()[label]).containsExactly(centres[p % 3], within(0.15));
            double d = distances.values().get(label, p / 30, p % 30);
            for (int k = 0; k < 3; k++) {
                assertThat(d).isLessThanOrEqualTo(distances.values().get(k, p / 30, p % 30));
            }
            inertia += d * d;
        }
        assertThat(inertia).isCloseTo(fit.inertia(), within(0.01 * inertia));
    }

    @Test
    void patchesAreSamplesOfTheirPixels() {
        // squares of 2 x 2: two kinds of texture with equal means
        var in = Rasters.filled(DType.FLOAT32, new int[] {1, 7, 8}, i -> {
            int row = i / 8;
            int col = i % 8;
            return col < 4 ? row % 2 : col % 2;
        });
        var op = new SklearnOp(new SklearnOp.Settings(
                new KMeansEstimator(2, KMeansEstimator.Output.LABELS, 10, 0, 1),
                Mode.PATCH,
                2,
                FitMode.FIT_ON_CALL,
                NanFit.ERROR,
                NanTransform.ERROR,
                Optional.empty(),
                Optional.empty()));

        var made = op.apply(in);

        assertThat(made.shape()).containsExactly(3, 4);
        assertThat(made.affine()).isEqualTo(in.affine().scaled(2, 2));
        for (int row = 0; row < 3; row++) {
            assertThat(made.values().get(row, 1)).isEqualTo(made.values().get(0, 0));
            assertThat(made.values().get(row, 2)).isNotEqualTo(made.values().get(0, 0));
        }
        assertThat(op.fitted().orElseThrow().features()).isEqualTo(4);
    }

    @Test
    void refusesWhatItCannotDo() {
        var nan = Rasters.of(DType.FLOAT32, new int[] {1, 1, 3}, 1, Double.NaN, 2);
        assertThatThrownBy(() -> new PCA(new PCA.Settings(
                                OptionalInt.empty(),
                                false,
                                FitMode.REFIT,
                                NanFit.ERROR,
                                NanTransform.PROPAGATE,
                                Optional.empty(),
                                Optional.empty()))
                        .apply(nan))
                .hasMessageContaining("1 of 3 samples");
        assertThatThrownBy(() -> kMeans(2, KMeansEstimator.Output.LABELS, FitMode.FIT_STREAMING, Optional.empty()))
                .hasMessageContaining("cannot learn in parts");
        assertThatThrownBy(() -> new SklearnOp(new SklearnOp.Settings(
                        new PcaEstimator(OptionalInt.empty(), false),
                        Mode.TEMPORAL,
                        1,
                        FitMode.REFIT,
                        NanFit.DROP,
                        NanTransform.PROPAGATE,
                        Optional.empty(),
                        Optional.empty())))
                .hasMessageContaining("mode is temporal, expected pixel or patch")
                .hasMessageContaining("times in place of the bands");
        assertThatThrownBy(() -> kMeans(3, KMeansEstimator.Output.LABELS, FitMode.REFIT, Optional.empty())
                        .apply(nan))
                .hasMessageContaining("there are 2");
        assertThatThrownBy(() -> pca(3, false, FitMode.REFIT, Optional.empty()).apply(ellipse()))
                .hasMessageContaining("at most the 2 features");
        var time = Rasters.filled(DType.FLOAT32, new int[] {2, 2, 2, 2}, i -> i);
        assertThatThrownBy(() -> pca(1, false, FitMode.REFIT, Optional.empty()).apply(time))
                .isInstanceOf(OperatorTypeException.class);
        var op = pca(1, false, FitMode.FIT_ON_CALL, Optional.empty());
        op.apply(ellipse());
        assertThatThrownBy(() -> op.apply(nan)).hasMessageContaining("learnt from 2 features, the raster gives 1");
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                pca(2, true, FitMode.REFIT, Optional.empty()),
                kMeans(4, KMeansEstimator.Output.DISTANCES, FitMode.PRE_FIT, Optional.of(Path.of("k.json"))),
                new SklearnOp(new SklearnOp.Settings(
                        new PcaEstimator(OptionalInt.of(2), true),
                        Mode.PATCH,
                        4,
                        FitMode.FIT_STREAMING,
                        NanFit.ERROR,
                        NanTransform.ERROR,
                        Optional.of(Path.of("p.json")),
                        Optional.of(List.of("a", "b")))));
    }
}
