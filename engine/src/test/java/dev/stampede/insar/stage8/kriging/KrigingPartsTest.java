package dev.stampede.insar.stage8.kriging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.geometry.Delaunay;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KrigingPartsTest {
    @ParameterizedTest
    @CsvSource({"700, 0.3, 1.2", "2500, 0, 0.8", "150, 0.05, 2"})
    void theVariogramBehindACurveIsFound(double range, double nugget, double sill) {
        var lag = IntStream.range(0, 17).mapToDouble(i -> 100 + 200 * i).toArray();
        var gamma = Arrays.stream(lag)
                .map(h -> nugget + sill * (1 - Math.exp(-h / range)))
                .toArray();
        var weight = IntStream.range(0, 17).mapToDouble(i -> 10 + i).toArray();

        var v = Variogram.fit(lag, gamma, weight, 20, 10_000);

        assertThat(v.range()).isCloseTo(range, within(0.01 * range));
        assertThat(v.nugget()).isCloseTo(nugget, within(0.01 * sill));
        assertThat(v.sill()).isCloseTo(sill, within(0.01 * sill));
    }

    @Test
    void neitherNuggetNorSillBecomesNegative() {
        double[] lag = {1, 2, 3, 4};
        double[] one = {1, 1, 1, 1};

        var falling = Variogram.fit(lag, new double[] {4, 3, 2, 1}, one, 0.1, 10);
        var rising = Variogram.fit(lag, new double[] {0.1, 1, 4, 9}, one, 0.1, 10);

        assertThat(falling.sill()).isZero();
        assertThat(falling.nugget()).isCloseTo(2.5, within(1e-9));
        assertThat(rising.nugget()).isZero();
    }

    @Test
    void krigingReturnsAValueWithoutNuggetAndTheMeanWithNothingButNugget() {
        var random = new Random(2);
        int n = 12;
        var x = random.doubles(n, 0, 10).toArray();
        var between = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                between[i][j] = Math.abs(x[i] - x[j]);
            }
        }
        var kriging = new OrdinaryKriging(20);
        var w = new double[20];

        kriging.weights(new Variogram(3, 0, 1), between, between[4], n, w);
        assertThat(w[4]).isCloseTo(1, within(1e-5));
        assertThat(Arrays.stream(w).sum()).isCloseTo(1, within(1e-9));
        kriging.weights(new Variogram(3, 1, 0), between, between[4], n, w);
        assertThat(w[7]).isCloseTo(1.0 / n, within(1e-12));
        kriging.weights(new Variogram(3, 0.5, 1), between, between[4], n, w);
        assertThat(Arrays.stream(w).sum()).isCloseTo(1, within(1e-9));
        assertThat(w[4]).isBetween(0.05, 0.9);
        requireMinimum(new Variogram(3, 0.5, 1), between, n, w);
    }

    /// The error variance must grow for any change of weights that keeps their sum.
    private static void requireMinimum(Variogram v, double[][] between, int n, double[] w) {
        double at = variance(v, between, n, w);
        for (int i = 0; i < n; i++) {
            var other = w.clone();
            other[i] += 1e-3;
            other[(i + 1) % n] -= 1e-3;
            assertThat(variance(v, between, n, other)).isGreaterThan(at);
        }
    }

    private static double variance(Variogram v, double[][] between, int n, double[] w) {
        double sum = v.sill();
        for (int i = 0; i < n; i++) {
            sum -= 2 * w[i] * v.covariance(between[i][4]);
            for (int j = 0; j < n; j++) {
                sum += w[i] * w[j] * (v.covariance(between[i][j]) + (i == j ? v.nugget() : 0));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"7, 50", "400, 10", "400, 50", "3000, 50"})
    void nearestPointsAreThoseOfAllPoints(int n, int wanted) {
        var random = new Random(n);
        try (Arena arena = Arena.ofConfined()) {
            var xy = FloatMatrix.allocate(arena, n, 2);
            for (int p = 0; p < n; p++) {
                // Half of them in one corner, some at the same place.
                double scale = p % 2 == 0 ? 5000 : 200;
                xy.set(p, 0, (float) Math.rint(random.nextDouble() * scale));
                xy.set(p, 1, (float) Math.rint(random.nextDouble() * scale / 3));
            }
            var points = new NearestPoints(xy);
            var nearest = new int[wanted];
            var distance = new double[wanted];
            for (int p = 0; p < n; p += Math.max(1, n / 40)) {
                int at = p;
                int count = points.of(p, nearest, distance);

                var expected = IntStream.range(0, n)
                        .boxed()
                        .sorted((a, b) -> {
                            int c = Double.compare(points.distance(at, a), points.distance(at, b));
                            return c != 0 ? c : Integer.compare(a, b);
                        })
                        .limit(wanted)
                        .mapToInt(i -> i)
                        .toArray();
                assertThat(count).isEqualTo(Math.min(n, wanted));
                assertThat(Arrays.copyOf(nearest, count)).isEqualTo(expected);
            }
        }
    }

    @Test
    void differencesAlongEdgesAreIntegratedByLeastSquares() {
        var random = new Random(4);
        int n = 60;
        var x = random.doubles(n).toArray();
        var y = random.doubles(n).toArray();
        var mesh = Delaunay.of(x, y);
        var design = new SmallMatrix(mesh.edgeCount(), n - 1);
        var observed = new SmallMatrix(mesh.edgeCount(), 1);
        try (Arena arena = Arena.ofConfined()) {
            var d = FloatMatrix.allocate(arena, mesh.edgeCount(), 1);
            for (int e = 0; e < mesh.edgeCount(); e++) {
                int a = mesh.lower()[e];
                int b = mesh.higher()[e];
                d.set(e, 0, (float) (3 * (x[b] - x[a]) + random.nextGaussian()));
                observed.set(e, 0, d.get(e, 0));
                if (a > 0) {
                    design.set(e, a - 1, -1);
                }
                design.set(e, b - 1, 1);
            }
            var expected = LeastSquares.operator(design).times(observed);
            var value = new double[n];

            new ArcIntegration(mesh, n).solve(d, 0, value);

            for (int p = 1; p < n; p++) {
                assertThat(value[p] - value[0]).isCloseTo(expected.get(p - 1, 0), within(1e-6));
            }
        }
    }

    @Test
    void theTrendLeavesNothingOfSteadyAcceleratedAndSeasonalMotion() {
        var day = IntStream.range(0, 20).mapToDouble(i -> 737000 + 24 * i).toArray();
        var fitted = SeasonalTrend.of(day).fitted();
        for (int i = 0; i < 20; i++) {
            double t = (day[i] - 730486) / 365.25;
            double motion = 0;
            for (int j = 0; j < 20; j++) {
                motion += fitted.get(i, j) * motion(day[j]);
            }
            assertThat(motion).as("t = " + t).isCloseTo(motion(day[i]), within(1e-6));
        }
    }

    private static double motion(double day) {
        double t = (day - 730486) / 365.25;
        return 2 - 0.7 * t + 0.02 * t * t + 1.5 * Math.sin(2 * Math.PI * t + 0.4);
    }
}
