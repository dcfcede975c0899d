package dev.stampede.kernels.leastabsolute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastAbsoluteTest {
    private final LeastAbsolute kernel = new LeastAbsoluteReference();

    /// All vertices are tried: the sum found must be the lowest of them. `steps` makes values collide, so
    /// that many residuals vanish at once.
    @ParameterizedTest
    @CsvSource({"4, 3, 0", "5, 2, 0", "9, 3, 0", "14, 3, 0", "15, 2, 0", "15, 3, 3", "12, 3, 1", "20, 2, 2", "3, 3, 0"})
    void reachesTheLowestOfAllVertices(int n, int p, int steps) {
        var random = new Random(7L * n + p);
        for (int trial = 0; trial < 200; trial++) {
            var design = design(n, p, random);
            var y = new double[n];
            for (int i = 0; i < n; i++) {
                double v = random.nextGaussian() * 3 + (random.nextInt(6) == 0 ? 6.28 : 0);
                y[i] = steps == 0 ? v : Math.rint(v * steps) / steps;
            }

            var x = solve(design, y);

            double lowest = lowest(design, y);
            assertThat(sum(design, y, x)).as("trial " + trial).isLessThanOrEqualTo(lowest + 1e-6 + 1e-9 * lowest);
        }
    }

    private static SmallMatrix design(int n, int p, Random random) {
        var columns = new double[p][n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = 1;
            if (p > 1) {
                columns[1][i] = random.nextGaussian() * 120;
            }
            if (p > 2) {
                columns[2][i] = 12 * (1 + random.nextInt(4));
            }
        }
        return SmallMatrix.ofColumns(columns);
    }

    private double[] solve(SmallMatrix design, double[] y) {
        var x = new double[design.cols()];
        for (int k = 0; k < x.length; k++) {
            x[k] = fit(design, k, y);
        }
        return x;
    }

    private double fit(SmallMatrix design, int unknown, double[] y) {
        int n = y.length;
        try (Arena arena = Arena.ofConfined()) {
            var phase = FloatMatrix.allocate(arena, 1, n);
            var reference = new double[n];
            var minus = new int[n];
            for (int i = 0; i < n; i++) {
                reference[i] = -y[i];
                minus[i] = -1;
            }
            var out = DoubleMatrix.allocate(arena, 1, 1);
            var plus = java.util.stream.IntStream.range(0, n).toArray();
            kernel.fit(phase, reference, new LeastAbsolute.Model(design, unknown, plus, minus), out, 0, 1);
            return out.get(0, 0);
        }
    }

    private static double sum(SmallMatrix design, double[] y, double[] x) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double r = y[i];
            for (int k = 0; k < x.length; k++) {
                r -= design.get(i, k) * x[k];
            }
            sum += Math.abs(r);
        }
        return sum;
    }

    private static double lowest(SmallMatrix design, double[] y) {
        int p = design.cols();
        double best = Double.POSITIVE_INFINITY;
        var at = new int[p];
        for (int i = 0; i < p; i++) {
            at[i] = i;
        }
        while (true) {
            var x = vertex(design, y, at);
            if (x != null) {
                best = Math.min(best, sum(design, y, x));
            }
            int k = p - 1;
            while (k >= 0 && at[k] == y.length - p + k) {
                k--;
            }
            if (k < 0) {
                return best;
            }
            at[k]++;
            for (int j = k + 1; j < p; j++) {
                at[j] = at[j - 1] + 1;
            }
        }
    }

    /// Cramer's rule for at most three unknowns; `null` if the rows depend on each other.
    private static double[] vertex(SmallMatrix design, double[] y, int[] at) {
        int p = at.length;
        var a = new double[p][p];
        for (int r = 0; r < p; r++) {
            a[r] = design.row(at[r]);
        }
        double d = determinant(a);
        if (Math.abs(d) < 1e-9) {
            return null;
        }
        var x = new double[p];
        for (int k = 0; k < p; k++) {
            var b = new double[p][];
            for (int r = 0; r < p; r++) {
                b[r] = a[r].clone();
                b[r][k] = y[at[r]];
            }
            x[k] = determinant(b) / d;
        }
        return x;
    }

    private static double determinant(double[][] a) {
        return a.length == 1
                ? a[0][0]
                : a.length == 2
                        ? a[0][0] * a[1][1] - a[0][1] * a[1][0]
                        : a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                                - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
                                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    }

    @Test
    void findsTheLineThroughMostPointsInSpiteOfWildOnes() {
        var random = new Random(1);
        var design = design(21, 3, random);
        var y = new double[21];
        for (int i = 0; i < 21; i++) {
            y[i] = 0.3
                    + 0.004 * design.get(i, 1)
                    - 0.01 * design.get(i, 2)
                    + (i % 4 == 0 ? 50 * random.nextDouble() : 0);
        }

        assertThat(fit(design, 1, y)).isCloseTo(0.004, within(1e-9));
    }

    @Test
    void dependentColumnsGetZeroAndDoNotDisturbTheOthers() {
        var one = new double[] {1, 1, 1, 1, 1};
        var regular = new double[] {12, 12, 12, 12, 12};
        var baseline = new double[] {10, -40, 70, 5, -90};
        var y = new double[] {1.1, -3.9, 7.1, 0.6, -8.9};

        assertThat(fit(SmallMatrix.ofColumns(one, baseline, regular), 1, y)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void isNaNWhereAPhaseIsMissingAndZeroWhereThereIsNone() {
        var design = SmallMatrix.ofColumns(new double[] {1, 1, 1}, new double[] {1, 2, 4});

        assertThat(fit(design, 1, new double[] {1, Double.NaN, 0})).isNaN();
        assertThat(fit(design, 1, new double[3])).isZero();
    }

    @Test
    void refusesLengthsThatDisagree() {
        var design = SmallMatrix.ofColumns(new double[] {1, 1, 1});
        assertThatThrownBy(() -> new LeastAbsolute.Model(design, 0, new int[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3, 1]");
    }
}
