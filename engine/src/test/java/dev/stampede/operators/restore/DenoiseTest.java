package dev.stampede.operators.restore;

import static dev.stampede.operators.FamilyContract.assertClose;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.raster.DType;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Smoothing filters against their definitions.
class DenoiseTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1, 2.3, 8})
    void gaussianIsItsFormula(double sigma) {
        var x = noise(14, 19, 4, 0.1);
        int half = (int) (4 * sigma + 0.5);

        var out = values(new GaussianDenoise(sigma).apply(raster(DType.FLOAT64, x)));

        assertClose(
                out,
                grid(14, 19, at -> {
                    double top = 0;
                    double bottom = 0;
                    for (int i = -half; i <= half; i++) {
                        for (int j = -half; j <= half; j++) {
                            double v = x[Math.clamp(at[0] + i, 0, 13)][Math.clamp(at[1] + j, 0, 18)];
                            double g = sigma == 0 ? 1 : Math.exp(-(i * i + j * j) / (2 * sigma * sigma));
                            top += Double.isNaN(v) ? 0 : g * v;
                            bottom += Double.isNaN(v) ? 0 : g;
                        }
                    }
                    return Double.isNaN(x[at[0]][at[1]]) ? Double.NaN : top / bottom;
                }),
                1e-12);
    }

    @Test
    void gaussianKeepsPlanesInside() {
        var plane = grid(30, 30, at -> 2 * at[0] - 3 * at[1] + 5);

        var out = values(new GaussianDenoise(1).apply(raster(DType.FLOAT64, plane)));

        for (int r = 4; r < 26; r++) {
            for (int c = 4; c < 26; c++) {
                assertThat(out[r][c]).isEqualTo(plane[r][c], within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 30", "3, 20, 30", "5, 20, 30", "7, 4, 5", "11, 31, 17", "3, 1, 9", "5, 9, 1"})
    void medianIsItsDefinition(int size, int rows, int cols) {
        for (int kind = 0; kind < 3; kind++) {
            var random = new Random(9L + kind);
            int which = kind;
            // Normal, few distinct values with both zeros, and spread over many orders of magnitude.
            var x = grid(
                    rows,
                    cols,
                    _ -> which == 0
                            ? random.nextGaussian()
                            : which == 1
                                    ? random.nextInt(-1, 2) * 0.0 + random.nextInt(3)
                                    : Math.scalb(random.nextGaussian(), random.nextInt(-300, 300)));
            if (which == 2) {
                x[0][0] = Double.POSITIVE_INFINITY;
                x[rows - 1][cols - 1] = Double.NEGATIVE_INFINITY;
            }
            var out = values(new MedianDenoise(size).apply(raster(DType.FLOAT64, x)));

            assertClose(plusZero(out), plusZero(grid(rows, cols, at -> median(x, at[0], at[1], size / 2))), 0);
        }
    }

    /// One zero, and finite numbers, whose difference can be taken.
    private static double[][] plusZero(double[][] x) {
        return grid(
                x.length, x[0].length, at -> Math.clamp(x[at[0]][at[1]], -Double.MAX_VALUE, Double.MAX_VALUE) + 0.0);
    }

    private static double median(double[][] x, int row, int col, int half) {
        var window = new double[(2 * half + 1) * (2 * half + 1)];
        int n = 0;
        for (int r = row - half; r <= row + half; r++) {
            for (int c = col - half; c <= col + half; c++) {
                window[n++] = x[Math.clamp(r, 0, x.length - 1)][Math.clamp(c, 0, x[0].length - 1)];
            }
        }
        Arrays.sort(window);
        return window[n / 2];
    }

    @Test
    void gapsCountAsTheMedianOfTheBand() {
        var x = grid(5, 5, at -> at[0] * 5 + at[1]);
        x[2][2] = Double.NaN;
        x[0][0] = Double.NaN;

        var out = values(new MedianDenoise(3).apply(raster(DType.FLOAT64, x)));

        // Values 1 to 24 without 12: the median is 13.
        var filled = grid(5, 5, at -> Double.isNaN(x[at[0]][at[1]]) ? 13 : x[at[0]][at[1]]);
        assertClose(
                out, grid(5, 5, at -> Double.isNaN(x[at[0]][at[1]]) ? Double.NaN : median(filled, at[0], at[1], 1)), 0);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "3, 1.5", "1000, 0.6"})
    void bilateralIsItsFormula(double color, double space) {
        var x = noise(17, 21, 3, 0.1);

        var out = values(new BilateralDenoise(color, space).apply(raster(DType.FLOAT64, x)));

        assertClose(out, bilateral(x, color, space), 1e-11);
    }

    private static double[][] bilateral(double[][] x, double color, double space) {
        int half = (int) Math.ceil(3 * space);
        return grid(x.length, x[0].length, at -> {
            double top = 0;
            double bottom = 0;
            double own = x[at[0]][at[1]];
            for (int r = Math.max(0, at[0] - half); r <= Math.min(x.length - 1, at[0] + half); r++) {
                for (int c = Math.max(0, at[1] - half); c <= Math.min(x[0].length - 1, at[1] + half); c++) {
                    double off = x[r][c] - own;
                    double far = Math.pow(r - at[0], 2) + Math.pow(c - at[1], 2);
                    double w = Math.exp(-far / (2 * space * space) - off * off / (2 * color * color));
                    top += Double.isNaN(w) ? 0 : w * x[r][c];
                    bottom += Double.isNaN(w) ? 0 : w;
                }
            }
            return Double.isNaN(own) ? own : top / bottom;
        });
    }

    @Test
    void bilateralTakesTheDeviationOfTheBand() {
        var x = noise(17, 21, 3, 0.1);
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (var row : x) {
            for (double v : row) {
                n += Double.isNaN(v) ? 0 : 1;
                sum += Double.isNaN(v) ? 0 : v;
                squares += Double.isNaN(v) ? 0 : v * v;
            }
        }
        double std = Math.sqrt(squares / n - sum / n * sum / n);

        var out = new BilateralDenoise(OptionalDouble.empty(), 1, FilterMode.EXACT).apply(raster(DType.FLOAT64, x));

        assertClose(values(out), bilateral(x, std, 1), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"5, 6, 2", "1, 3, 1", "3, 40, 4", "21, 2, 3"})
    void nonLocalMeansAreTheirFormula(int patch, int distance, double h) {
        var x = noise(16, 13, 12, 0.08);
        int half = patch / 2;

        var out = values(new NLMeans(patch, distance, h).apply(raster(DType.FLOAT64, x)));

        assertClose(
                out,
                grid(16, 13, p -> {
                    double top = 0;
                    double bottom = 0;
                    for (int r = Math.max(0, p[0] - distance); r <= Math.min(15, p[0] + distance); r++) {
                        for (int c = Math.max(0, p[1] - distance); c <= Math.min(12, p[1] + distance); c++) {
                            double w = alike(x, p[0], p[1], r, c, half, h);
                            top += Double.isNaN(x[r][c]) ? 0 : w * x[r][c];
                            bottom += Double.isNaN(x[r][c]) ? 0 : w;
                        }
                    }
                    return Double.isNaN(x[p[0]][p[1]]) ? Double.NaN : top / bottom;
                }),
                1e-12);
    }

    private static double alike(double[][] x, int r, int c, int r2, int c2, int half, double h) {
        double sum = 0;
        int n = 0;
        for (int i = -half; i <= half; i++) {
            for (int j = -half; j <= half; j++) {
                if (inside(x, r + i, c + j) && inside(x, r2 + i, c2 + j)) {
                    double off = x[r + i][c + j] - x[r2 + i][c2 + j];
                    sum += Double.isNaN(off) ? 0 : off * off;
                    n += Double.isNaN(off) ? 0 : 1;
                }
            }
        }
        return Math.exp(-sum / n / (h * h));
    }

    private static boolean inside(double[][] x, int r, int c) {
        return r >= 0 && c >= 0 && r < x.length && c < x[0].length;
    }

    /// The point of the filter: a pattern that repeats loses its noise, not its edges.
    @Test
    void nonLocalMeansKeepPatterns() {
        var random = new Random(2);
        var clean = grid(48, 48, at -> (at[0] / 4 + at[1] / 4) % 2);
        var noisy = grid(48, 48, at -> clean[at[0]][at[1]] + 0.1 * random.nextGaussian());

        var out = values(new NLMeans(5, 10, 0.15).apply(raster(DType.FLOAT64, noisy)));
        var blurred = values(new GaussianDenoise(1).apply(raster(DType.FLOAT64, noisy)));

        assertThat(rms(out, clean)).isLessThan(0.4 * rms(noisy, clean));
        assertThat(rms(blurred, clean)).isGreaterThan(rms(noisy, clean));
    }

    private static double rms(double[][] a, double[][] b) {
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < a[0].length; c++) {
                sum += (a[r][c] - b[r][c]) * (a[r][c] - b[r][c]);
            }
        }
        return Math.sqrt(sum / a.length / a[0].length);
    }
}
