package dev.stampede.operators.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.linalg.SymmetricEigen;
import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Components of bands.
class BandNoiseTest {
    private static final int BANDS = 5;
    private static final int ROWS = 40;
    private static final int COLS = 60;

    /// Two smooth sources mixed into five bands, with noise of a deviation per band.
    private static GeoRaster mixed(double... noise) {
        var random = new Random(17);
        var weights = new double[][] {{1, 0.5}, {2, -1}, {0.3, 1}, {-1, 0.2}, {0.7, 0.7}};
        return Rasters.filled(DType.FLOAT64, new int[] {BANDS, ROWS, COLS}, i -> {
            int band = i / (ROWS * COLS);
            int row = i / COLS % ROWS;
            int col = i % COLS;
            double a = 10 * Math.sin(row / 9.0) * Math.cos(col / 14.0);
            double b = 6 * Math.cos(row / 12.0 + col / 16.0);
            return 50 + weights[band][0] * a + weights[band][1] * b + noise[band] * random.nextGaussian();
        });
    }

    @Test
    void eigenvectorsRebuildTheMatrix() {
        var random = new Random(5);
        for (int n : new int[] {1, 2, 3, 20}) {
            var a = new SmallMatrix(n, n);
            for (int r = 0; r < n; r++) {
                for (int c = r; c < n; c++) {
                    a.set(r, c, random.nextGaussian());
                    a.set(c, r, a.get(r, c));
                }
            }
            var eigen = SymmetricEigen.of(a);
            var v = eigen.vectors();
            var rebuilt = v.times(SmallMatrix.diagonal(eigen.values())).times(v.transpose());
            var unit = v.transpose().times(v);
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++) {
                    assertThat(rebuilt.get(r, c)).isEqualTo(a.get(r, c), within(1e-13 * n));
                    assertThat(unit.get(r, c)).isEqualTo(r == c ? 1 : 0, within(1e-14 * n));
                }
                assertThat(r == 0 || eigen.values()[r] <= eigen.values()[r - 1]).isTrue();
            }
        }
        // Known: [[2, 1], [1, 2]] has 3 along (1, 1) and 1 along (1, -1).
        var known = SymmetricEigen.of(new SmallMatrix(2, 2, new double[] {2, 1, 1, 2}));
        assertThat(known.values()).containsExactly(new double[] {3, 1}, within(1e-15));
        assertThat(known.vectors().column(0))
                .containsExactly(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, within(1e-15));
    }

    /// Two sources need two components; without noise nothing is lost.
    @Test
    void principalComponentsRestoreWhatTheyHold() {
        var clean = mixed(0, 0, 0, 0, 0);

        var two = Rasters.values(new DenoisePCA(2).apply(clean).values());
        var one = Rasters.values(new DenoisePCA(1).apply(clean).values());
        var expected = Rasters.values(clean.values());

        double worst = 0;
        for (int i = 0; i < two.length; i++) {
            assertThat(two[i]).isEqualTo(expected[i], within(1e-11));
            worst = Math.max(worst, Math.abs(one[i] - expected[i]));
        }
        assertThat(worst).isGreaterThan(1);
    }

    @Test
    void principalComponentsTakeNoiseOutAndLeaveGaps() {
        var clean = Rasters.values(mixed(0, 0, 0, 0, 0).values());
        var noisy = mixed(1, 1, 1, 1, 1);
        noisy.values().set(Double.NaN, 3, 7, 8);

        var out = new DenoisePCA(2).apply(noisy);

        var made = Rasters.values(out.values());
        var before = Rasters.values(noisy.values());
        double left = 0;
        double was = 0;
        for (int i = 0; i < made.length; i++) {
            if (!Double.isNaN(made[i])) {
                left += (made[i] - clean[i]) * (made[i] - clean[i]);
                was += (before[i] - clean[i]) * (before[i] - clean[i]);
            }
        }
        // Noise in two of five directions stays: 2/5 of its variance.
        assertThat(left / was).isEqualTo(0.4, within(0.03));
        for (int band = 0; band < BANDS; band++) {
            assertThat(out.values().get(band, 7, 8)).isNaN();
        }
    }

    /// Noise of the components is 1 and their covariance diagonal, largest first.
    @Test
    void fractionsAreOrderedAndTheirNoiseIsOne() {
        var noisy = mixed(0.2, 2, 0.1, 3, 1);

        var components = new MNF(OptionalInt.empty()).apply(noisy);

        var bands = BandCovariance.bands(components, "test");
        var covariance = BandCovariance.of(bands);
        var noise = BandCovariance.ofDifferences(bands);
        for (int i = 0; i < BANDS; i++) {
            assertThat(covariance.means()[i]).isEqualTo(0, within(1e-9));
            assertThat(noise.covariance().get(i, i) / 2).isEqualTo(1, within(1e-9));
            for (int j = 0; j < i; j++) {
                assertThat(covariance.covariance().get(i, j)).isEqualTo(0, within(1e-8));
                assertThat(noise.covariance().get(i, j) / 2).isEqualTo(0, within(1e-9));
            }
            assertThat(i == 0
                            || covariance.covariance().get(i, i)
                                    <= covariance.covariance().get(i - 1, i - 1))
                    .isTrue();
        }
        // Two sources; the rest is noise and nothing else.
        assertThat(covariance.covariance().get(1, 1)).isGreaterThan(20);
        assertThat(covariance.covariance().get(2, 2)).isEqualTo(1, within(0.2));
        assertThat(components.attributes().bandNames(BANDS).orElseThrow())
                .containsExactly("MNF1", "MNF2", "MNF3", "MNF4", "MNF5");
    }

    @Test
    void allComponentsGoBackToTheBandsAndFewToLessNoise() {
        var noisy = mixed(0.2, 2, 0.1, 3, 1)
                .withAttribute("band_names", List.of("a", "b", "c", "d", "e"))
                .withAttribute("wavelengths", List.of(1.0, 2.0, 3.0, 4.0, 5.0));
        noisy.values().set(Double.NaN, 0, 0, 0);
        var components = new MNF(OptionalInt.empty()).apply(noisy);

        var back = new InverseMNF(OptionalInt.empty()).apply(components);
        var clean = Rasters.values(mixed(0, 0, 0, 0, 0).values());
        var two = Rasters.values(
                new InverseMNF(OptionalInt.of(2)).apply(components).values());
        var cut = new InverseMNF(OptionalInt.empty()).apply(new MNF(OptionalInt.of(2)).apply(noisy));

        var before = Rasters.values(noisy.values());
        var after = Rasters.values(back.values());
        double left = 0;
        double was = 0;
        for (int i = 0; i < before.length; i++) {
            if (i % (ROWS * COLS) == 0) {
                assertThat(after[i]).isNaN();
                continue;
            }
            assertThat(after[i]).isEqualTo(before[i], within(1e-9));
            left += (two[i] - clean[i]) * (two[i] - clean[i]);
            was += (before[i] - clean[i]) * (before[i] - clean[i]);
        }
        assertThat(left).isLessThan(0.05 * was);
        assertThat(Rasters.values(cut.values())).containsExactly(two);
        assertThat(back.attributes().values()).isEqualTo(noisy.attributes().values());
    }
}
