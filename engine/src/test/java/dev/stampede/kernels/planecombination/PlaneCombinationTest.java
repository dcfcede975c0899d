package dev.stampede.kernels.planecombination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlaneCombinationTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97, 4100};
    private static final float CANARY = 12345f;

    static Stream<Arguments> backendsAndSizes() {
        return TestKernels.of(
                        PlaneCombination.EDGE_NOISE, pool -> new PlaneCombinationCuda("stage8_edge_noise", pool), 3000)
                .stream()
                .flatMap(kernel -> java.util.Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceAndTouchesOnlyItsRange(PlaneCombination kernel, int points) {
        for (int results : new int[] {1, 3, 4, 6, 9}) {
            check(kernel, points, results);
        }
    }

    private static void check(PlaneCombination kernel, int points, int results) {
        var random = new Random(points * 31L + results);
        try (Arena arena = Arena.ofConfined()) {
            var in = FloatMatrix.allocate(arena, points, 7);
            for (long i = 0; i < in.size(); i++) {
                in.set(
                        i,
                        random.nextInt(10) == 0
                                ? (random.nextBoolean() ? Float.NaN : 0)
                                : random.nextFloat() * 20 - 10);
            }
            int[] columns = {5, 0, 2, 6, 3};
            double[] offset = {0.1, -2, 0, 3, 0.5};
            var coefficient = DoubleMatrix.allocate(arena, columns.length, results);
            for (long i = 0; i < coefficient.size(); i++) {
                coefficient.set(i, random.nextGaussian());
            }
            int from = points / 3;
            var wide = DoubleMatrix.allocate(arena, points, results);
            var narrow = FloatMatrix.allocate(arena, points, results);
            wide.fill(CANARY);
            narrow.fill(CANARY);

            kernel.combine(in, columns, offset, coefficient, wide, from, points);
            kernel.combine(in, columns, offset, coefficient, narrow, from, points);

            for (int r = 0; r < results; r++) {
                for (int p = 0; p < points; p++) {
                    if (p < from) {
                        assertThat(wide.get(p, r)).isEqualTo(CANARY);
                        assertThat(narrow.get(p, r)).isEqualTo(CANARY);
                        continue;
                    }
                    double expected = PlaneCombinationReference.sum(in, columns, offset, coefficient, p, r);
                    double size = 100;
                    if (Double.isNaN(expected)) {
                        assertThat(wide.get(p, r)).isNaN();
                        assertThat(narrow.get(p, r)).isNaN();
                    } else {
                        assertThat(Math.abs(wide.get(p, r) - expected))
                                .isLessThanOrEqualTo(size * PlaneCombination.MAX_RELATIVE_ERROR);
                        assertThat(Math.abs(narrow.get(p, r) - expected)).isLessThanOrEqualTo(Math.ulp((float) size));
                    }
                }
            }
        }
    }

    @Test
    void rejectsMismatchedShapesAndNamesBoth() {
        try (Arena arena = Arena.ofConfined()) {
            var in = FloatMatrix.allocate(arena, 3, 2);
            var kernel = new PlaneCombinationReference("k");

            assertThatThrownBy(() -> kernel.combine(
                            in,
                            new int[] {0, 1},
                            new double[2],
                            DoubleMatrix.allocate(arena, 2, 1),
                            DoubleMatrix.allocate(arena, 4, 1),
                            0,
                            3))
                    .hasMessageContaining("[4, 1]")
                    .hasMessageContaining("[3, 1]");
        }
    }
}
