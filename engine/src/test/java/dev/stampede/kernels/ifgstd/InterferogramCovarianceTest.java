package dev.stampede.kernels.ifgstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterferogramCovarianceTest {
    static Stream<InterferogramCovariance> kernels() {
        return InterferogramCovariance.FAMILY.variants().values().stream().map(Supplier::get);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAnglesAndTheirProductsOverTheRange(InterferogramCovariance kernel) {
        var random = new Random(3);
        int points = 600; // more than two tiles
        int n = 4;
        var angle = new double[points][n];
        try (Arena arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, points, n);
            var patch = ComplexMatrix.allocate(arena, points, n);
            for (int p = 0; p < points; p++) {
                for (int i = 0; i < n; i++) {
                    double smooth = random.nextDouble() * 6;
                    angle[p][i] = random.nextGaussian() * 0.5;
                    phase.set(p, i, 3 * Math.cos(smooth + angle[p][i]), 3 * Math.sin(smooth + angle[p][i]));
                    patch.set(p, i, 7 * Math.cos(smooth), 7 * Math.sin(smooth));
                }
            }
            phase.set(10, 2, 0, 0);
            angle[10][2] = 0;
            var sum = new double[n];
            var product = new double[n * n];

            kernel.add(phase, patch, 5, 300, sum, product);
            kernel.add(phase, patch, 300, points, sum, product);

            for (int i = 0; i < n; i++) {
                double expectedSum = 0;
                for (int p = 5; p < points; p++) {
                    expectedSum += angle[p][i];
                }
                assertThat(sum[i]).isCloseTo(expectedSum, within(1e-4));
                for (int j = 0; j <= i; j++) {
                    double expected = 0;
                    for (int p = 5; p < points; p++) {
                        expected += angle[p][i] * angle[p][j];
                    }
                    assertThat(product[i * n + j]).isCloseTo(expected, within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesShapesThatDisagree(InterferogramCovariance kernel) {
        try (Arena arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, 3, 2);
            var patch = ComplexMatrix.allocate(arena, 3, 1);

            assertThatThrownBy(() -> kernel.add(phase, patch, 0, 3, new double[2], new double[4]))
                    .hasMessageContaining("[3, 2]")
                    .hasMessageContaining("[3, 1]");
        }
    }
}
