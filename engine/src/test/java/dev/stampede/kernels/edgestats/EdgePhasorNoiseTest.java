package dev.stampede.kernels.edgestats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgePhasorNoiseTest {
    static Stream<EdgePhasorNoise> backends() {
        return TestKernels.of(EdgePhasorNoise.FAMILY, EdgePhasorNoiseCuda::new, 100_000).stream();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sumsArePhasorsSecondTimesConjugateFirst(EdgePhasorNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            var phase = phases(arena, new double[][] {{0.2, 1.0}, {0.5, -2.0}});
            var edges = IntMatrix.copyOf(arena, 2, 2, 0, 0, 1, 1);
            var sums = DoubleMatrix.allocate(arena, 2, 3);

            kernel.sums(phase, edges, sums, 0, 2);

            assertThat(sums.get(0, 0)).isCloseTo(2 * Math.cos(0.3), within(1e-6));
            assertThat(sums.get(0, 1)).isCloseTo(2 * Math.sin(0.3), within(1e-6));
            assertThat(sums.get(1, 0)).isCloseTo(2 * Math.cos(-3), within(1e-6));
            assertThat(sums.get(1, 1)).isCloseTo(2 * Math.sin(-3), within(1e-6));
            assertThat(sums.get(0, 2)).isCloseTo(2, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void withoutBaselinesNoiseIsTheSpreadOfThePhase(EdgePhasorNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            var phase = phases(arena, new double[][] {{0, 0, 0}, {0.1, 0.3, -0.7}});
            var edges = IntMatrix.copyOf(arena, 1, 2, 0, 1);
            var fit = EdgeNoise.BaselineFit.of(new double[3], new double[] {1, 1, 1});
            var noise = FloatMatrix.allocate(arena, 1, 2);

            kernel.noise(phase, edges, fit, noise, 0, 1);

            assertThat(noise.get(0, 0)).isCloseTo((float) Math.sqrt((0.04 + 0.16 + 0.36) / 2), within(1e-6f));
            assertThat(noise.get(0, 1)).isCloseTo(0.7f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void thePartInProportionToBaselineIsTakenFromThePhasors(EdgePhasorNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            double[] b = {-50, 20, 90};
            double[] v = {1, 2, 0.5};
            var phase = phases(arena, new double[][] {{0, 0, 0}, {0.4, -0.2, 0.9}});
            var edges = IntMatrix.copyOf(arena, 1, 2, 0, 1);
            var noise = FloatMatrix.allocate(arena, 1, 2);
            double norm = 0;
            double re = 0;
            double im = 0;
            double[] angle = {0.4, -0.2, 0.9};
            for (int f = 0; f < 3; f++) {
                norm += v[f] * b[f] * b[f];
                re += v[f] * b[f] * Math.cos(angle[f]);
                im += v[f] * b[f] * Math.sin(angle[f]);
            }
            double largest = 0;
            for (int f = 0; f < 3; f++) {
                double rest = Math.atan2(Math.sin(angle[f]) - im / norm * b[f], Math.cos(angle[f]) - re / norm * b[f]);
                largest = Math.max(largest, Math.abs(rest));
            }

            kernel.noise(phase, edges, EdgeNoise.BaselineFit.of(b, v), noise, 0, 1);

            assertThat(noise.get(0, 1)).isCloseTo((float) largest, within(1e-6f));
        }
    }

    private static ComplexMatrix phases(Arena arena, double[][] angles) {
        var phase = ComplexMatrix.allocate(arena, angles.length, angles[0].length);
        for (int p = 0; p < angles.length; p++) {
            for (int f = 0; f < angles[p].length; f++) {
                phase.set(p, f, Math.cos(angles[p][f]), Math.sin(angles[p][f]));
            }
        }
        return phase;
    }
}
