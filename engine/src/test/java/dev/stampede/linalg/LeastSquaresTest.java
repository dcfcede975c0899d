package dev.stampede.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresTest {
    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "5,3", "16,3", "40,7", "9,9"})
    void recoversTheCoefficientsOfConsistentObservations(int n, int p) {
        var random = new Random(n * 100L + p);
        var design = random(random, n, p);
        var x = random(random, p, 1);

        var found = LeastSquares.operator(design).times(design.times(x));

        assertThat(found.values()).containsExactly(x.values(), within(1e-11));
    }

    @Test
    void givesDependentColumnsTheCoefficientZero() {
        var design =
                SmallMatrix.ofColumns(new double[] {1, 1, 1, 1}, new double[] {3, 1, 4, 2}, new double[] {5, 5, 5, 5});

        var operator = LeastSquares.operator(design);

        assertThat(operator.row(0)).containsOnly(0);
        assertThat(operator.times(design).get(1, 1)).isCloseTo(1, within(1e-13));
        assertThat(operator.times(design).get(2, 0)).isCloseTo(0.2, within(1e-13));
    }

    @Test
    void weightsAreNotSquared() {
        var design = SmallMatrix.ofColumns(new double[] {1, 1});

        var operator = LeastSquares.weightedOperator(design, new double[] {3, 1});

        assertThat(operator.values()).containsExactly(new double[] {0.75, 0.25}, within(1e-15));
    }

    @Test
    void covarianceFormSolvesTheNormalEquations() {
        var random = new Random(7);
        var design = random(random, 12, 3);
        var half = random(random, 12, 12);
        var covariance = half.times(half.transpose());
        for (int i = 0; i < 12; i++) {
            covariance.set(i, i, covariance.get(i, i) + 1);
        }

        var operator = LeastSquares.covarianceOperator(design, covariance);

        var inverse = Cholesky.of(covariance).inverse();
        var left = design.transpose().times(inverse).times(design).times(operator);
        var right = design.transpose().times(inverse);
        assertThat(left.values()).containsExactly(right.values(), within(1e-10));
    }

    @Test
    void diagonalCovarianceEqualsInverseWeights() {
        var design = random(new Random(3), 6, 2);
        var variance = new double[] {1, 4, 9, 0.5, 2, 3};
        var weights = new double[6];
        for (int i = 0; i < 6; i++) {
            weights[i] = 1 / variance[i];
        }

        var a = LeastSquares.covarianceOperator(design, SmallMatrix.diagonal(variance));
        var b = LeastSquares.weightedOperator(design, weights);

        assertThat(a.values()).containsExactly(b.values(), within(1e-13));
    }

    @Test
    void refusesACovarianceThatIsNotPositiveDefiniteAndNamesTheRow() {
        assertThatThrownBy(() -> LeastSquares.covarianceOperator(
                        SmallMatrix.ofColumns(new double[] {1, 1}), SmallMatrix.diagonal(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 of 2");
    }

    @Test
    void reciprocalConditionIsExactForDiagonalMatricesAndZeroForSingularOnes() {
        assertThat(Cholesky.reciprocalCondition(SmallMatrix.diagonal(1, 10, 1000)))
                .isCloseTo(1e-3, within(1e-18));
        assertThat(Cholesky.reciprocalCondition(new SmallMatrix(3, 3))).isZero();
    }

    private static SmallMatrix random(Random random, int rows, int cols) {
        var m = new SmallMatrix(rows, cols);
        for (int i = 0; i < m.values().length; i++) {
            m.values()[i] = random.nextGaussian();
        }
        return m;
    }
}
