package dev.stampede.operators.restore;

import static dev.stampede.operators.FamilyContract.assertClose;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.restore.DespeckleRefinedLee.Mode;
import dev.stampede.raster.DType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DespeckleTest {
    /// Number, mean and population variance of a window, by its definition.
    private static double[] window(double[][] x, int row, int col, int half) {
        double n = 0;
        double sum = 0;
        for (int pass = 0; pass < 1; pass++) {
            for (int r = Math.max(0, row - half); r <= Math.min(x.length - 1, row + half); r++) {
                for (int c = Math.max(0, col - half); c <= Math.min(x[0].length - 1, col + half); c++) {
                    n += Double.isNaN(x[r][c]) ? 0 : 1;
                    sum += Double.isNaN(x[r][c]) ? 0 : x[r][c];
                }
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int r = Math.max(0, row - half); r <= Math.min(x.length - 1, row + half); r++) {
            for (int c = Math.max(0, col - half); c <= Math.min(x[0].length - 1, col + half); c++) {
                squares += Double.isNaN(x[r][c]) ? 0 : (x[r][c] - mean) * (x[r][c] - mean);
            }
        }
        return new double[] {n, mean, squares / n};
    }

    @ParameterizedTest
    @CsvSource({"1, 0.523, 0.5", "3, 0.523, 0.5", "7, 0.2, 1", "25, 0.3, 0.7", "101, 0.1, 1"})
    void leeIsItsFormula(int size, double cu, double gain) {
        var x = noise(31, 43, 5, 0.05);

        var out = values(new DespeckleLee(size, cu, gain).apply(raster(DType.FLOAT64, x)));

        assertClose(
                out,
                grid(31, 43, at -> {
                    double own = x[at[0]][at[1]];
                    var w = window(x, at[0], at[1], size / 2);
                    double weight = w[2] == 0 ? 0 : gain * w[2] / (w[2] + cu * w[1] * cu * w[1]);
                    return w[1] + weight * (own - w[1]);
                }),
                1e-12);
    }

    @Test
    void leeKeepsFlatGroundExactlyAndAPointApart() {
        var flat = grid(9, 9, _ -> 0.1);
        assertClose(values(new DespeckleLee(7).apply(raster(DType.FLOAT64, flat))), flat, 1e-17);

        // One pixel of 1 in a window of nine zeros: m = 1/9, v = 8/81, so v / (v + cu^2 m^2) = 8 / (8 + cu^2).
        var point = grid(5, 5, at -> at[0] == 2 && at[1] == 2 ? 1 : 0);
        var out = values(new DespeckleLee(3, 0.5, 1).apply(raster(DType.FLOAT64, point)));
        double m = 1 / 9.0;
        assertThat(out[2][2]).isEqualTo(m + 8 / 8.25 * (1 - m), within(1e-14));
        assertThat(out[0][0]).isZero();
    }

    /// One infinite or huge value spoils its own windows and no other.
    @Test
    void nothingReachesBeyondTheWindow() {
        var x = noise(40, 40, 8, 0);
        var hit = grid(40, 40, at -> at[0] == 20 && at[1] == 20 ? 1e300 : x[at[0]][at[1]]);
        var before = values(new DespeckleLee(5, 0.3, 1).apply(raster(DType.FLOAT64, x)));

        var after = values(new DespeckleLee(5, 0.3, 1).apply(raster(DType.FLOAT64, hit)));

        for (int r = 0; r < 40; r++) {
            for (int c = 0; c < 40; c++) {
                if (Math.max(Math.abs(r - 20), Math.abs(c - 20)) > 2) {
                    assertThat(after[r][c]).isFinite();
                }
            }
        }
        assertThat(before[0][0]).isFinite();
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "7, 2", "5, 0", "9, 0.5"})
    void frostIsItsFormula(int size, double damping) {
        var x = noise(23, 29, 6, 0.05);
        int half = size / 2;

        var out = values(new DespeckleFrost(size, damping).apply(raster(DType.FLOAT64, x)));

        assertClose(
                out,
                grid(23, 29, at -> {
                    var w = window(x, at[0], at[1], half);
                    double cv = Math.sqrt(w[2]) / w[1];
                    double top = 0;
                    double bottom = 0;
                    for (int r = Math.max(0, at[0] - half); r <= Math.min(22, at[0] + half); r++) {
                        for (int c = Math.max(0, at[1] - half); c <= Math.min(28, at[1] + half); c++) {
                            if (!Double.isNaN(x[r][c])) {
                                double k = Math.exp(-damping * cv * Math.hypot(r - at[0], c - at[1]));
                                top += k * x[r][c];
                                bottom += k;
                            }
                        }
                    }
                    return Double.isNaN(x[at[0]][at[1]]) ? Double.NaN : top / bottom;
                }),
                1e-11);
    }

    @Test
    void frostKeepsAPixelWhoseWindowVariesAboutZero() {
        var x = grid(3, 3, at -> at[0] - 1);

        assertClose(
                values(new DespeckleFrost(3, 2).apply(raster(DType.FLOAT64, x))),
                new double[][] {
                    values(new DespeckleFrost(3, 2).apply(raster(DType.FLOAT64, x)))[0],
                    {0, 0, 0},
                    values(new DespeckleFrost(3, 2).apply(raster(DType.FLOAT64, x)))[2]
                },
                0);
    }

    /// A window that varies about 0 has an infinite coefficient of variation, which no damping must not see.
    @Test
    void frostWithoutDampingIsTheMeanAlsoAboutZero() {
        var x = new double[][] {{-1, 1, -1}, {1, 0, 1}, {-1, 1, -1}};

        assertThat(values(new DespeckleFrost(3, 0).apply(raster(DType.FLOAT64, x)))[1][1])
                .isEqualTo(0);
    }

    /// Statistics from the right side of an edge leave it sharp and both sides flat.
    @Test
    void directionalWindowsKeepEdges() {
        var random = new Random(11);
        double looks = 0.1;
        for (var turned : new boolean[] {false, true}) {
            var x = grid(41, 41, at -> ((turned ? at[0] : at[1]) < 20 ? 1 : 10) * (1 + looks * random.nextGaussian()));
            var whole = values(new DespeckleRefinedLee(7, looks, 1, Mode.LEE).apply(raster(DType.FLOAT64, x)));
            var halves = values(new DespeckleRefinedLee(7, looks, 1, Mode.DIRECTIONAL).apply(raster(DType.FLOAT64, x)));

            // Beside the edge on the bright side, whole windows take the speckle for signal, halves smooth it.
            assertThat(spread(halves, turned)).isLessThan(0.7 * spread(x, turned));
            assertThat(spread(whole, turned)).isGreaterThan(0.9 * spread(x, turned));
        }
    }

    private static double spread(double[][] x, boolean turned) {
        double squares = 0;
        for (int i = 3; i < 38; i++) {
            double off = (turned ? x[20][i] : x[i][20]) - 10;
            squares += off * off;
        }
        return Math.sqrt(squares / 35);
    }

    @Test
    void directionalWindowsOfFlatGroundAreWholeOnes() {
        var x = noise(15, 15, 9, 0.1);
        var flat = grid(15, 15, at -> Double.isNaN(x[at[0]][at[1]]) ? Double.NaN : 7);

        assertClose(
                values(new DespeckleRefinedLee(7, 0.5, 1, Mode.DIRECTIONAL).apply(raster(DType.FLOAT64, flat))),
                flat,
                1e-14);
    }
}
