package dev.stampede.operators.matchedfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatesTest {
    /// Six pixels of three bands.
    private static final double[] X = {
        1, 2, 3, 4, 6, 8,
        2, 1, 4, 3, 7, 9,
        5, 3, 1, 0, 2, 4
    };

    @TempDir
    Path folder;

    private static GeoRaster six() {
        return Rasters.of(DType.FLOAT64, new int[] {3, 2, 3}, X);
    }

    @Test
    void middlesOfABand() {
        var in = Rasters.of(DType.FLOAT64, new int[] {1, 2, 6}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, Double.NaN, -100);

        assertThat(new EstimateMean(MeanMethod.MEAN, 0.1, 1.345).apply(in).getFirst())
                .isCloseTo(945 / 11.0, within(1e-12));
        assertThat(new EstimateMean(MeanMethod.MEDIAN, 0.1, 1.345).apply(in)).containsExactly(5.0);
        assertThat(new EstimateMean(MeanMethod.TRIMMED, 0.1, 1.345).apply(in)).containsExactly(5.0);
        double huber = new EstimateMean(MeanMethod.HUBER, 0.1, 1.345).apply(in).getFirst();
        // the equation it solves: sum of psi((x - m) / s) = 0
        double s = 1.345 * 1.4826 * 3;
        double psi = 0;
        for (double x : new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, -100}) {
            psi += Math.clamp(x - huber, -s, s);
        }
        assertThat(psi).isCloseTo(0, within(1e-7));
        assertThatThrownBy(() -> new EstimateMean(MeanMethod.MEAN, 0.1, 1.345)
                        .apply(Rasters.of(DType.FLOAT32, new int[] {1, 1, 1}, Double.NaN)))
                .hasMessageContaining("band 0 has no finite value");
        var constant = Rasters.of(DType.UINT8, new int[] {1, 1, 3}, 7, 7, 9);
        assertThat(new EstimateMean(MeanMethod.HUBER, 0.1, 1.345).apply(constant))
                .containsExactly(7.0);
    }

    /// Against a plain computation from the definitions.
    @Test
    void covariancesFollowTheirDefinitions() {
        var s = new double[3][3];
        double fourth = 0;
        var mean = new double[] {4, 26 / 6.0, 15 / 6.0};
        for (int p = 0; p < 6; p++) {
            double square = 0;
            for (int i = 0; i < 3; i++) {
                double a = X[i * 6 + p] - mean[i];
                square += a * a;
                for (int j = 0; j < 3; j++) {
                    s[i][j] += a * (X[j * 6 + p] - mean[j]) / 6;
                }
            }
            fourth += square * square;
        }
        double m = (s[0][0] + s[1][1] + s[2][2]) / 3;
        double delta = 0;
        double sumOfSquares = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                delta += Math.pow(s[i][j] - (i == j ? m : 0), 2) / 3;
                sumOfSquares += s[i][j] * s[i][j];
            }
        }
        double beta = (fourth / 6 - sumOfSquares) / (3 * 6);
        double ledoit = Math.min(beta, delta) / delta;
        double oas = Math.min(1, (sumOfSquares / 9 + m * m) / (7 * (sumOfSquares / 9 - m * m / 3)));

        var empirical = (GaussianBackground) new EstimateCovEmpirical(MeanMethod.MEAN, 0.5).apply(six());
        var shrunk = (GaussianBackground) new EstimateCovShrunk(CovMethod.LEDOIT_WOLF, MeanMethod.MEDIAN).apply(six());
        var other = (GaussianBackground) new EstimateCovShrunk(CovMethod.OAS, MeanMethod.MEAN).apply(six());

        assertThat(empirical.mean()).containsExactly(mean, within(1e-14));
        assertThat(shrunk.mean()).containsExactly(3.5, 3.5, 2.5);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double unit = i == j ? m : 0;
                assertThat(empirical.covariance().get(i, j)).isCloseTo(s[i][j] * 6 / 5 + 0.5 * unit, within(1e-13));
                assertThat(shrunk.covariance().get(i, j))
                        .isCloseTo((1 - ledoit) * s[i][j] + ledoit * unit, within(1e-13));
                assertThat(other.covariance().get(i, j)).isCloseTo((1 - oas) * s[i][j] + oas * unit, within(1e-13));
            }
        }
        assertThat(ledoit).isBetween(0.01, 0.99);
    }

    @Test
    void fullRankIsTheCovarianceAndLowRankItsLargestPart() {
        var full = (GaussianBackground) new EstimateCovLowRank(3, 1e-9, MeanMethod.MEAN).apply(six());
        var empirical = (GaussianBackground) new EstimateCovEmpirical(MeanMethod.MEAN, 0).apply(six());
        var one = (GaussianBackground) new EstimateCovLowRank(1, 1e-9, MeanMethod.MEAN).apply(six());

        for (int i = 0; i < 9; i++) {
            assertThat(full.covariance().values()[i])
                    .isCloseTo(empirical.covariance().values()[i] * 5 / 6, within(1e-7));
        }
        double trace = 0;
        double trace1 = 0;
        for (int b = 0; b < 3; b++) {
            trace += full.covariance().get(b, b);
            trace1 += one.covariance().get(b, b);
        }
        assertThat(trace1 / trace).isBetween(0.7, 0.99);
    }

    @Test
    void pixelsThatAreNotWholeTakeNoPart() {
        var values = new double[3 * 8];
        for (int b = 0; b < 3; b++) {
            System.arraycopy(X, 6 * b, values, 8 * b, 6);
            values[8 * b + 6] = b == 1 ? Double.NaN : 1e6;
            values[8 * b + 7] = b == 2 ? Double.POSITIVE_INFINITY : -1e6;
        }
        var in = Rasters.of(DType.FLOAT64, new int[] {3, 2, 4}, values);

        var with = (GaussianBackground) new EstimateCovShrunk(CovMethod.LEDOIT_WOLF, MeanMethod.MEAN).apply(in);
        var without = (GaussianBackground) new EstimateCovShrunk(CovMethod.LEDOIT_WOLF, MeanMethod.MEAN).apply(six());

        assertThat(with.mean()).containsExactly(without.mean(), within(1e-14));
        assertThat(with.covariance().values())
                .containsExactly(without.covariance().values(), within(1e-13));
    }

    @Test
    void quantilesOfTheNormalDistribution() {
        assertThat(NormalQuantile.of(0.5)).isZero();
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-13));
        assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167813, within(1e-13));
        assertThat(NormalQuantile.of(0.49)).isCloseTo(-0.02506890825871106, within(1e-13));
        assertThat(NormalQuantile.of(1e-10)).isCloseTo(-6.361340902404056, within(1e-12));
    }

    private GeoRaster radiance() {
        // three bands of 2 pixels, means 10, 20, 40
        var in = Rasters.of(DType.FLOAT64, new int[] {3, 1, 2}, 9, 11, 19, 21, 38, 42);
        return in.withAttribute("wavelengths", List.of(2200.0, 2300.0, 2400.0))
                .withAttribute("fwhm", List.of(10.0, 10.0, 10.0));
    }

    @Test
    void targetsAreDerivativeAndDifferenceOfTheTransmittance() throws IOException {
        var k = List.of(1e-5, 2e-5, 0.0);
        var table = folder.resolve("gas.txt");
        Files.writeString(table, "# nm, 1/(ppm m)\n2190, 1e-5\n2200 1e-5\n2300;2e-5\n2400\t0\n");

        var linear = new LinearTargetFromObs(Optional.of(k), Optional.empty(), 2, MeanMethod.MEAN).apply(radiance());
        var fromTable =
                new LinearTargetFromObs(Optional.empty(), Optional.of(table), 2, MeanMethod.MEAN).apply(radiance());
        var difference = new NonlinearTargetFromObs(5000, Optional.of(k), Optional.empty(), 1, MeanMethod.MEAN)
                .apply(radiance());

        assertThat(linear).containsExactly(-2e-4, -8e-4, -0.0);
        for (int b = 0; b < 3; b++) {
            assertThat(fromTable.get(b)).isCloseTo(linear.get(b), within(1e-18));
            double expected = new double[] {10, 20, 40}[b] * (Math.exp(-k.get(b) * 5000) - 1) / 5000;
            assertThat(difference.get(b)).isCloseTo(expected, within(1e-18));
        }
        Files.writeString(table, "2200 x\n");
        assertThatThrownBy(() -> new LinearTargetFromObs(Optional.empty(), Optional.of(table), 1, MeanMethod.MEAN)
                        .apply(radiance()))
                .hasMessageContaining("line 1");
        Files.writeString(table, "2200 1e-5\n");
        assertThatThrownBy(() -> new LinearTargetFromObs(Optional.empty(), Optional.of(table), 1, MeanMethod.MEAN)
                        .apply(radiance()))
                .hasMessageContaining("no line at 2300");
    }

    /// A scene of 40 bands with a plume of 1500 ppm m put in by Beer and Lambert.
    @Test
    void recoversTheColumnOfAnInjectedPlume() throws IOException {
        int n = 50;
        var lines = new StringBuilder();
        var centres = new ArrayList<Double>();
        var widths = new ArrayList<Double>();
        for (int nm = 2000; nm <= 2600; nm++) {
            lines.append(nm).append(' ').append(absorption(nm)).append('\n');
        }
        for (int b = 0; b < 40; b++) {
            centres.add(2080.0 + 10 * b);
            widths.add(8.5);
        }
        var table = folder.resolve("ch4.txt");
        Files.writeString(table, lines);
        var random = new Random(9);
        var albedo = new double[n * n];
        for (int p = 0; p < albedo.length; p++) {
            albedo[p] = 1 + 0.2 * random.nextGaussian();
        }
        var noise = random.doubles(40L * n * n, -1, 1).toArray();
        var absorption = Absorption.ofTable(table, Backgrounds.array(centres), Backgrounds.array(widths));
        var scene = Rasters.filled(DType.FLOAT32, new int[] {40, n, n}, i -> {
                    int band = i / (n * n);
                    int p = i % (n * n);
                    double gas = isPlume(p / n, p % n) ? absorption.transmittance(band, 1500) : 1;
                    return (5 - 0.05 * band) * albedo[p] * gas + 0.005 * noise[i];
                })
                .withAttribute("wavelengths", centres);

        var made = new ColumnEnhancement(
                        table,
                        Gas.CH4,
                        ColumnEnhancement.Sensor.EMIT,
                        1,
                        OptionalDouble.of(1500),
                        CovMethod.LEDOIT_WOLF)
                .apply(scene);

        double plume = 0;
        double around = 0;
        for (int p = 0; p < n * n; p++) {
            double value = made.values().get(p / n, p % n);
            plume += isPlume(p / n, p % n) ? value / 100 : 0;
            around += isPlume(p / n, p % n) ? 0 : value / (n * n - 100);
        }
        assertThat(plume - around).isCloseTo(1500, within(1500 * 0.05));
        assertThat(made.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(made.attribute("units")).isEqualTo("ppm m");
        assertThatThrownBy(() -> new ColumnEnhancement(
                                table, Gas.CO2, ColumnEnhancement.Sensor.EMIT, 1, OptionalDouble.empty(), CovMethod.OAS)
                        .apply(radiance()))
                .hasMessageContaining("0 bands within 1980");
    }

    private static double absorption(double nm) {
        return 2e-5 * Math.pow(Math.sin(nm / 13), 2) * (nm > 2150 && nm < 2440 ? 1 : 0);
    }

    private static boolean isPlume(int row, int col) {
        return row >= 20 && row < 30 && col >= 10 && col < 20;
    }
}
