package dev.stampede.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @Test
    void knowsTheAnswerForTwoByTwo() {
        var eigen = SymmetricEigen.of(new SmallMatrix(2, 2, new double[] {2, 1, 1, 2}));

        assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-15));
        assertThat(eigen.vectors().column(0))
                .containsExactly(new double[] {Math.sqrt(.5), Math.sqrt(.5)}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 64})
    void vectorsAreOrthonormalAndGiveTheMatrixBack(int n) {
        var random = new Random(n);
        var a = new SmallMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = random.nextGaussian();
                a.set(i, j, value);
                a.set(j, i, value);
            }
        }

        var eigen = SymmetricEigen.of(a);

        var v = eigen.vectors();
        var back = v.times(SmallMatrix.diagonal(eigen.values())).times(v.transpose());
        assertThat(back.values()).containsExactly(a.values(), within(1e-13 * n));
        assertThat(v.transpose().times(v).values())
                .containsExactly(SmallMatrix.identity(n).values(), within(1e-14 * n));
        for (int k = 1; k < n; k++) {
            assertThat(eigen.values()[k]).isLessThanOrEqualTo(eigen.values()[k - 1]);
        }
    }

    @Test
    void refusesWhatIsNotSquareOrNotFinite() {
        assertThatThrownBy(() -> SymmetricEigen.of(new SmallMatrix(2, 3))).hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> SymmetricEigen.of(SmallMatrix.diagonal(1, Double.NaN)))
                .hasMessageContaining("finite");
        assertThat(SymmetricEigen.of(new SmallMatrix(3, 3)).values()).containsExactly(0, 0, 0);
    }
}
