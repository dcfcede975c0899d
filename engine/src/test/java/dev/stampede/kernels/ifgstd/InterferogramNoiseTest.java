package dev.stampede.kernels.ifgstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterferogramNoiseTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};

    static Stream<InterferogramNoise> backends() {
        return TestKernels.of(InterferogramNoise.FAMILY).stream();
    }

    static Stream<Arguments> backendsAndSizes() {
        return backends().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceOnRandomPhaseWithZeros(InterferogramNoise kernel, int points) {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(points);
            var phase = phasors(arena, random, points, 20);
            var patch = phasors(arena, random, points, 1);
            var slope = floats(arena, random, points, 0.05);
            var baseline = floats(arena, random, points, 300);
            var offset = floats(arena, random, points, 3);
            var zero = FloatMatrix.allocate(arena, 1, 1);
            for (var ramp : new Ramp[] {
                new Ramp(slope, baseline, offset), new Ramp(slope, zero, offset), new Ramp(slope, baseline, zero)
            }) {
                int from = points / 3;

                double sum = kernel.sumOfSquares(phase, patch, ramp, from, points);

                assertThat(sum)
                        .isCloseTo(
                                InterferogramNoiseReference.sum(phase, patch, ramp, from, points),
                                within(InterferogramNoise.MAX_ERROR_PER_POINT * points));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void oneGapMakesTheSumNotANumber(InterferogramNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(1);
            var phase = phasors(arena, random, 40, 1);
            phase.set(3, 0, Double.NaN, 0);
            var zero = FloatMatrix.allocate(arena, 40, 1);

            assertThat(kernel.sumOfSquares(phase, phase, new Ramp(zero, zero, zero), 0, 40))
                    .isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void knownPhaseGivesItsSquare(InterferogramNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            int n = 33;
            var phase = ComplexMatrix.allocate(arena, n, 1);
            var patch = ComplexMatrix.allocate(arena, n, 1);
            for (int p = 0; p < n; p++) {
                phase.set(p, 0, 3 * Math.cos(2.5), 3 * Math.sin(2.5));
                patch.set(p, 0, 1, 0);
            }
            var offset = FloatMatrix.vector(arena, 2f);
            var slope = FloatMatrix.allocate(arena, n, 1);

            double sum = kernel.sumOfSquares(phase, patch, new Ramp(slope, offset, offset), 0, n);

            assertThat(Math.sqrt(sum / n)).isCloseTo(0.5, within(1e-6));
        }
    }

    private static ComplexMatrix phasors(Arena arena, Random random, int points, double size) {
        var phase = ComplexMatrix.allocate(arena, points, 1);
        for (int p = 0; p < points; p++) {
            if (random.nextInt(10) > 0) {
                phase.set(p, 0, size * random.nextGaussian(), size * random.nextGaussian());
            }
        }
        return phase;
    }

    private static FloatMatrix floats(Arena arena, Random random, int rows, double size) {
        var m = FloatMatrix.allocate(arena, rows, 1);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, (float) (size * (2 * random.nextDouble() - 1)));
        }
        return m;
    }
}
