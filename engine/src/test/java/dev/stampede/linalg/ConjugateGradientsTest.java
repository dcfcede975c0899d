package dev.stampede.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {
    private static final int N = 30;

    private final double[][] matrix = new double[N][N];
    private final double[] solution = new double[N];

    /// `I + B' B`
    ConjugateGradientsTest() {
        var random = new Random(1);
        for (int k = 0; k < N; k++) {
            var row = random.doubles(N, -1, 1).toArray();
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    matrix[i][j] += row[i] * row[j];
                }
            }
            matrix[k][k] += 1;
            solution[k] = random.nextGaussian();
        }
    }

    private void times(double[] x, double[] out) {
        for (int i = 0; i < N; i++) {
            out[i] = 0;
            for (int j = 0; j < N; j++) {
                out[i] += matrix[i][j] * x[j];
            }
        }
    }

    private double[] solved(double[] diagonal, double[] x) {
        var gradient = new double[N];
        var right = new double[N];
        times(x, gradient);
        times(solution, right);
        for (int i = 0; i < N; i++) {
            gradient[i] -= right[i];
        }
        ConjugateGradients.solve(this::times, diagonal, x, gradient, 1e-13, 1000);
        return x;
    }

    private double[] diagonal() {
        var diagonal = new double[N];
        for (int i = 0; i < N; i++) {
            diagonal[i] = matrix[i][i];
        }
        return diagonal;
    }

    @Test
    void findsTheSolution() {
        assertThat(solved(diagonal(), new double[N])).containsExactly(solution, within(1e-10));
    }

    @Test
    void leavesWhatTakesNoPart() {
        var diagonal = diagonal();
        diagonal[4] = 0;
        var x = new double[N];
        x[4] = solution[4];

        assertThat(solved(diagonal, x)).containsExactly(solution, within(1e-10));
        assertThat(x[4]).isEqualTo(solution[4]);
    }
}
