package dev.stampede.kernels.scla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SclaTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97, 2500};
    private static final double CANARY = 4711;

    static Stream<Arguments> backendsAndSizes() {
        return TestKernels.of(Scla.FAMILY, SclaCuda::new, 2000).stream()
                .flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceAndTouchesOnlyItsRange(Scla kernel, int points) {
        var random = new Random(points);
        try (Arena arena = Arena.ofConfined()) {
            var phase = random(arena, random, points, 6);
            var baseline = random(arena, random, points, 5);
            var fit = new Scla.Fit(
                    new int[] {0, 1, -1, 2, 3, 4},
                    random.doubles(6).toArray(),
                    new double[] {0.3, -0.2, 0.1, 0, 0.4, -0.6},
                    new double[] {0.1, 0.5, 0, 0.2, 0, 0.2});
            int from = points / 3;
            var expected = new Result(arena, points);
            new SclaReference().estimate(phase, baseline, fit, expected.k, expected.c, expected.scla, from, points);
            var actual = new Result(arena, points);

            kernel.estimate(phase, baseline, fit, actual.k, actual.c, actual.scla, from, points);

            for (int p = 0; p < points; p++) {
                assertThat(actual.k.get(p, 0)).isCloseTo(expected.k.get(p, 0), within(30 * Scla.MAX_RELATIVE_ERROR));
                assertThat(actual.c.get(p, 0)).isCloseTo(expected.c.get(p, 0), within(1e-5));
                for (int i = 0; i < 6; i++) {
                    assertThat(actual.scla.get(p, i))
                            .isCloseTo(expected.scla.get(p, i), within(Math.ulp(expected.scla.get(p, i))));
                }
            }
            kernel.phase(expected.k, baseline, fit.columnOf(), actual.scla, from, points);
            assertThat(actual.scla.toArray()).isEqualTo(expected.scla.toArray());
        }
    }

    @Test
    void onePhaseWithoutValueSpoilsItsPointOnly() {
        try (Arena arena = Arena.ofConfined()) {
            for (var kernel : TestKernels.of(Scla.FAMILY, SclaCuda::new, 2000)) {
                var phase = random(arena, new Random(1), 40, 3);
                phase.set(13, 1, Float.NaN);
                var baseline = random(arena, new Random(2), 40, 3);
                var weights = new double[] {1, 2, 3};
                var result = new Result(arena, 40, 3);

                kernel.estimate(
                        phase,
                        baseline,
                        new Scla.Fit(new int[] {0, 1, 2}, new double[3], weights, weights),
                        result.k,
                        result.c,
                        result.scla,
                        0,
                        40);

                for (int p = 0; p < 40; p++) {
                    assertThat(Double.isNaN(result.k.get(p, 0))).isEqualTo(p == 13);
                    assertThat(Float.isNaN(result.scla.get(p, 2))).isEqualTo(p == 13);
                }
            }
        }
    }

    @Test
    void clipsOnlyBeyondAllNeighboursAndOnOriginalValues() {
        try (Arena arena = Arena.ofConfined()) {
            // A chain 0-1-2-3-4 and a point without neighbours.
            var value = DoubleMatrix.vector(arena, 1, 5, 2.5, Double.NaN, 0.1, 9);
            var start = new int[] {0, 1, 3, 5, 7, 8, 8};
            var neighbour = new int[] {1, 0, 2, 1, 3, 2, 4, 3};
            var out = DoubleMatrix.allocate(arena, 6, 1);

            SclaClip.FAMILY.variants().values().iterator().next().get().clip(value, start, neighbour, out, 0, 6);

            assertThat(out.toArray()).containsExactly(5, 2.5, 5, Double.NaN, 0.1, 9);
        }
    }

    @Test
    void rejectsMismatchedShapesAndNamesBoth() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> new SclaReference()
                            .phase(
                                    DoubleMatrix.allocate(arena, 3, 1),
                                    FloatMatrix.allocate(arena, 4, 2),
                                    new int[2],
                                    FloatMatrix.allocate(arena, 3, 2),
                                    0,
                                    3))
                    .hasMessageContaining("K has 3 rows")
                    .hasMessageContaining("[4, 2]");
        }
    }

    private static FloatMatrix random(Arena arena, Random random, int rows, int cols) {
        var m = FloatMatrix.allocate(arena, rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, random.nextFloat() * 20 - 10);
        }
        return m;
    }

    private record Result(DoubleMatrix k, DoubleMatrix c, FloatMatrix scla) {
        Result(Arena arena, int points) {
            this(arena, points, 6);
        }

        Result(Arena arena, int points, int ifgs) {
            this(
                    DoubleMatrix.allocate(arena, points, 1),
                    DoubleMatrix.allocate(arena, points, 1),
                    FloatMatrix.allocate(arena, points, ifgs));
            k.fill(CANARY);
            c.fill(CANARY);
            scla.fill((float) CANARY);
        }
    }
}
