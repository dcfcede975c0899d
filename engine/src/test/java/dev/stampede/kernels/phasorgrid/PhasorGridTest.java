package dev.stampede.kernels.phasorgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PhasorGridTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};

    static Stream<Arguments> backendsAndSizes() {
        return TestKernels.of(PhaseReconstruction.FAMILY).stream()
                .flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    @Test
    void sumsInSinglePrecisionInTheOrderOfThePoints() {
        try (Arena arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, 4, 2);
            float[] re = {1e8f, 1, -1e8f, 0.5f};
            for (int p = 0; p < 4; p++) {
                phase.set(p, 1, re[p], p);
            }
            var cells = ComplexMatrix.allocate(arena, 2, 2);
            cells.set(1, 1, 99, 99);

            PhasorGrid.FAMILY
                    .variants()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .accumulate(phase, 1, new int[] {2, 2, 2, 0}, cells);

            assertThat(cells.re().toArray()).containsExactly(0.5f, 0, 0, 0);
            assertThat(cells.im().toArray()).containsExactly(3, 0, 3, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void reconstructsTheNearestValueAndTouchesOnlyItsRange(PhaseReconstruction kernel, int points) {
        var random = new Random(points);
        try (Arena arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, points, 2);
            var truth = new double[points];
            var nodeOf = new int[points];
            var nodePhase = FloatMatrix.allocate(arena, 5, 2);
            for (int g = 0; g < 5; g++) {
                nodePhase.set(g, 1, (float) (random.nextDouble() * 200 - 100));
            }
            for (int p = 0; p < points; p++) {
                nodeOf[p] = p == 2 ? -1 : random.nextInt(5);
                truth[p] = nodePhase.get(Math.max(0, nodeOf[p]), 1) + random.nextDouble() * 6 - 3;
                phase.set(p, 1, 2 * Math.cos(truth[p]), 2 * Math.sin(truth[p]));
            }
            int from = points / 3;
            var out = FloatMatrix.allocate(arena, points, 3);
            out.fill(4711);

            kernel.reconstruct(phase, nodePhase, 1, nodeOf, out, 2, from, points);

            for (int p = 0; p < points; p++) {
                if (p < from) {
                    assertThat(out.get(p, 2)).isEqualTo(4711);
                } else if (p == 2) {
                    assertThat(out.get(p, 2)).isNaN();
                } else {
                    assertThat(out.get(p, 2)).isCloseTo((float) truth[p], within(1e-5f));
                }
                assertThat(out.get(p, 1)).isEqualTo(4711);
            }
        }
    }
}
