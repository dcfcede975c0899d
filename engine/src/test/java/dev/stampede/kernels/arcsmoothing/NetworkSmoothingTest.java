package dev.stampede.kernels.arcsmoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkSmoothingTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final float CANARY = 4711;

    static Stream<Arguments> backendsAndSizes() {
        return kernels().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    static Stream<NetworkSmoothing> kernels() {
        return NetworkSmoothing.FAMILY.variants().values().stream().map(Supplier::get);
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceAndTouchesOnlyItsRange(NetworkSmoothing kernel, int arcs) {
        for (int ifgs : new int[] {1, 2, 3, 4, 5, 8, 19}) {
            check(kernel, arcs, ifgs);
        }
    }

    private static void check(NetworkSmoothing kernel, int arcs, int ifgs) {
        var random = new Random(arcs * 100L + ifgs);
        var smoothing = random.doubles((long) ifgs * ifgs, -1, 1).toArray();
        try (Arena arena = Arena.ofConfined()) {
            var arc = arcs(arena, random, arcs, ifgs);
            if (arcs > 4) {
                arc.set(4, ifgs - 1, Float.NaN, 0);
            }
            int from = arcs / 3;
            var expectedPhase = canaries(arena, arcs, ifgs);
            var expectedNoise = canaries(arena, arcs, ifgs);
            var phase = canaries(arena, arcs, ifgs);
            var noise = canaries(arena, arcs, ifgs);
            new NetworkSmoothingReference().smooth(arc, smoothing, expectedPhase, expectedNoise, from, arcs);

            kernel.smooth(arc, smoothing, phase, noise, from, arcs);

            for (int i = 0; i < ifgs; i++) {
                double sum = 1;
                for (int k = 0; k < ifgs; k++) {
                    sum += Math.abs(smoothing[i * ifgs + k]);
                }
                float bound = (float) (NetworkSmoothing.MAX_ABS_ERROR * sum);
                for (int e = 0; e < arcs; e++) {
                    if (e == 4) {
                        assertThat((Float) phase.get(e, i)).isEqualTo((Float) expectedPhase.get(e, i));
                        continue;
                    }
                    assertThat(phase.get(e, i)).isCloseTo(expectedPhase.get(e, i), within(bound));
                    double difference = noise.get(e, i) - expectedNoise.get(e, i);
                    assertThat(Math.IEEEremainder(difference, 2 * Math.PI)).isCloseTo(0, within((double) bound));
                    assertThat(Math.abs(noise.get(e, i)) <= 3.1416f).isEqualTo(e >= from);
                }
            }
        }
    }

    /// A smoothing that changes nothing leaves no noise; one that takes everything away leaves the angle.
    @ParameterizedTest
    @MethodSource("kernels")
    void splitsTheAngle(NetworkSmoothing kernel) {
        var random = new Random(3);
        try (Arena arena = Arena.ofConfined()) {
            var arc = arcs(arena, random, 21, 3);
            var phase = FloatMatrix.allocate(arena, 21, 3);
            var noise = FloatMatrix.allocate(arena, 21, 3);

            kernel.smooth(arc, new double[] {1, 0, 0, 0, 0, 0, 0, 0, 1}, phase, noise, 0, 21);

            for (int e = 0; e < 21; e++) {
                float angle = (float) Math.atan2(arc.im().get(e, 1), arc.re().get(e, 1));
                assertThat(noise.get(e, 0)).isCloseTo(0, within(1e-6f));
                assertThat(noise.get(e, 1)).isCloseTo(angle, within(1e-6f));
                assertThat(phase.get(e, 1)).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesACoefficientMatrixOfAnotherSize(NetworkSmoothing kernel) {
        try (Arena arena = Arena.ofConfined()) {
            var arc = ComplexMatrix.allocate(arena, 2, 3);
            var out = FloatMatrix.allocate(arena, 2, 3);

            assertThatThrownBy(() -> kernel.smooth(arc, new double[6], out, out, 0, 2))
                    .hasMessageContaining("6 coefficients instead of 9");
        }
    }

    private static ComplexMatrix arcs(Arena arena, Random random, int arcs, int ifgs) {
        var arc = ComplexMatrix.allocate(arena, arcs, ifgs);
        for (int e = 0; e < arcs; e++) {
            for (int i = 0; i < ifgs; i++) {
                double angle = (random.nextDouble() - 0.5) * 6.2;
                arc.set(e, i, Math.cos(angle), Math.sin(angle));
            }
        }
        return arc;
    }

    private static FloatMatrix canaries(Arena arena, int rows, int cols) {
        var m = FloatMatrix.allocate(arena, rows, cols);
        m.fill(CANARY);
        return m;
    }
}
