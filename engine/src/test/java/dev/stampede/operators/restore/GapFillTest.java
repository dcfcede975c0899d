package dev.stampede.operators.restore;

import static dev.stampede.operators.FamilyContract.assertClose;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapFillTest {
    /// A surface with a hole of irregular shape away from the border.
    private static double[][] holed(ToDoubleFunction<int[]> surface) {
        return grid(30, 34, at -> {
            boolean hole = Math.hypot(at[0] - 14, (at[1] - 16) / 1.4) < 7 || at[0] == 20 && at[1] > 5 && at[1] < 12;
            return hole ? Double.NaN : surface.applyAsDouble(at);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.6, 0.97})
    void nearestIsNearest(double share) {
        var x = noise(25, 31, 6, share);

        var out = values(new GapFillNearest(OptionalDouble.empty()).apply(raster(DType.FLOAT64, x)));
        var near = values(new GapFillNearest(OptionalDouble.of(1.5)).apply(raster(DType.FLOAT64, x)));

        for (int r = 0; r < 25; r++) {
            for (int c = 0; c < 31; c++) {
                double best = Double.POSITIVE_INFINITY;
                double from = Double.POSITIVE_INFINITY;
                for (int i = 0; i < 25; i++) {
                    for (int j = 0; j < 31; j++) {
                        double d = Math.hypot(i - r, j - c);
                        best = Double.isNaN(x[i][j]) ? best : Math.min(best, d);
                        from = x[i][j] == out[r][c] ? Math.min(from, d) : from;
                    }
                }
                assertThat(from).isEqualTo(best);
                assertThat(Double.valueOf(near[r][c])).isEqualTo(Double.valueOf(best <= 1.5 ? out[r][c] : Double.NaN));
            }
        }
    }

    @Test
    void nearestKeepsIntegersAndTheirFill() {
        var in = Rasters.of(DType.INT16, new int[] {1, 6}, 7, 0, 0, 0, 0, -3);

        assertThat(Rasters.values(
                        new GapFillNearest(OptionalDouble.empty()).apply(in).values()))
                .containsExactly(7, 7, 7, -3, -3, -3);
        assertThat(Rasters.values(
                        new GapFillNearest(OptionalDouble.of(1)).apply(in).values()))
                .containsExactly(7, 7, 0, 0, -3, -3);
        var plain = in.withFill(OptionalDouble.empty());
        assertThat(Rasters.values(
                        new GapFillNearest(OptionalDouble.empty()).apply(plain).values()))
                .containsExactly(7, 0, 0, 0, 0, -3);
    }

    @Test
    void inverseDistanceIsItsFormula() {
        var x = noise(15, 18, 3, 0.7);
        for (double power : new double[] {0, 1, 2}) {
            var out = values(new GapFillIDW(power, 2).apply(raster(DType.FLOAT64, x)));

            assertClose(
                    out,
                    grid(15, 18, at -> {
                        double top = 0;
                        double bottom = 0;
                        for (int r = Math.max(0, at[0] - 2); r <= Math.min(14, at[0] + 2); r++) {
                            for (int c = Math.max(0, at[1] - 2); c <= Math.min(17, at[1] + 2); c++) {
                                double w = Math.pow(Math.hypot(r - at[0], c - at[1]), -power);
                                top += Double.isNaN(x[r][c]) ? 0 : w * x[r][c];
                                bottom += Double.isNaN(x[r][c]) ? 0 : w;
                            }
                        }
                        double own = x[at[0]][at[1]];
                        return Double.isNaN(own) ? top / bottom : own;
                    }),
                    1e-12);
        }
    }

    /// Harmonic surfaces are what the sweeps tend to; values never leave the range of their surroundings.
    @Test
    void laplaceTendsToHarmonicSurfaces() {
        var plane = holed(at -> 3 * at[0] - 2 * at[1]);
        var saddle = holed(at -> at[0] * at[1] + (at[0] - at[1]) * (double) (at[0] + at[1]));

        var flat = values(new GapFillLaplacian(5000).apply(raster(DType.FLOAT64, plane)));
        var curved = values(new GapFillLaplacian(5000).apply(raster(DType.FLOAT64, saddle)));
        var none = values(new GapFillLaplacian(0).apply(raster(DType.FLOAT64, plane)));

        assertClose(flat, grid(30, 34, at -> 3 * at[0] - 2 * at[1]), 1e-9);
        assertClose(curved, grid(30, 34, at -> at[0] * at[1] + (at[0] - at[1]) * (double) (at[0] + at[1])), 1e-7);
        assertClose(none, values(new GapFillNearest(OptionalDouble.empty()).apply(raster(DType.FLOAT64, plane))), 0);
    }

    @Test
    void oneSweepIsTheMeanOfTheNeighbours() {
        var x = new double[][] {{1, 2, 4}, {8, Double.NaN, 16}, {3, 32, Double.NaN}};

        var out = values(new GapFillLaplacian(1).apply(raster(DType.FLOAT64, x)));

        assertThat(out[1][1]).isEqualTo((2 + 8 + 16 + 32) / 4.0);
        assertThat(out[2][2]).isEqualTo((16 + 32) / 2.0);
    }

    /// A discrete biharmonic surface with two known pixels about the hole is the only minimum, and every polynomial of
    /// third degree is one.
    @Test
    void biharmonicRestoresCubics() {
        ToDoubleFunction<int[]> cubic = at -> {
            double u = (at[0] - 15) / 10.0;
            double v = (at[1] - 17) / 10.0;
            return 1 + u - 2 * v + u * u + 3 * u * v - v * v + u * u * u - 2 * u * u * v + v * v * v;
        };

        var out = values(new GapFillInpaintBiharmonic(1e-10, 20000).apply(raster(DType.FLOAT64, holed(cubic))));
        var laplace = values(new GapFillLaplacian(5000).apply(raster(DType.FLOAT64, holed(cubic))));

        assertClose(out, grid(30, 34, cubic), 1e-7);
        assertThat(Math.abs(laplace[14][16] - cubic.applyAsDouble(new int[] {14, 16})))
                .isGreaterThan(0.1);
    }

    /// No other values in the gaps have a smaller energy, at borders too.
    @Test
    void biharmonicIsAMinimum() {
        var random = new Random(8);
        var x = grid(12, 11, _ -> random.nextDouble() < 0.4 ? Double.NaN : random.nextGaussian());

        var out = values(new GapFillInpaintBiharmonic(1e-12, 20000).apply(raster(DType.FLOAT64, x)));

        double least = energy(out);
        for (int r = 0; r < 12; r++) {
            for (int c = 0; c < 11; c++) {
                if (Double.isNaN(x[r][c])) {
                    double step = 1e-3;
                    out[r][c] += step;
                    double above = energy(out);
                    out[r][c] -= 2 * step;
                    double below = energy(out);
                    out[r][c] += step;
                    assertThat(above).isGreaterThan(least);
                    assertThat(below).isGreaterThan(least);
                    assertThat((above - below) / (2 * step)).isEqualTo(0, within(1e-7));
                } else {
                    assertThat(out[r][c]).isEqualTo(x[r][c]);
                }
            }
        }
    }

    private static double energy(double[][] x) {
        double sum = 0;
        for (int r = 0; r < x.length; r++) {
            for (int c = 0; c < x[0].length; c++) {
                double l = 0;
                l += r > 0 ? x[r - 1][c] - x[r][c] : 0;
                l += r < x.length - 1 ? x[r + 1][c] - x[r][c] : 0;
                l += c > 0 ? x[r][c - 1] - x[r][c] : 0;
                l += c < x[0].length - 1 ? x[r][c + 1] - x[r][c] : 0;
                sum += l * l;
            }
        }
        return sum;
    }
}
