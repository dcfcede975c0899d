package dev.stampede.kernels.phaseramp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

class PhaseRampTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final int IFGS = 3;
    private static final float CANARY = 99f;

    static Stream<Arguments> backendsAndSizes() {
        return TestKernels.of(PhaseRamp.FAMILY).stream()
                .flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceAndTouchesOnlyItsRange(PhaseRamp kernel, int points) {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(points);
            var phase = randomPhase(arena, random, points);
            var slope = random(arena, random, points, 1, 0.05);
            var perPoint = random(arena, random, points, IFGS, 300);
            var shared = random(arena, random, 1, IFGS, 300);
            var one = random(arena, random, 1, 1, 300);
            var offset = random(arena, random, points, 1, 3);
            var noOffset = FloatMatrix.allocate(arena, 1, 1);
            for (var baseline : new FloatMatrix[] {perPoint, shared, one}) {
                for (var shift : new FloatMatrix[] {offset, noOffset}) {
                    compare(arena, kernel, phase, new Ramp(slope, baseline, shift), points / 3);
                }
            }
        }
    }

    private static void compare(Arena arena, PhaseRamp kernel, ComplexMatrix phase, Ramp ramp, int from) {
        int n = phase.rows();
        for (boolean unit : new boolean[] {false, true}) {
            var expected = ComplexMatrix.allocate(arena, n, IFGS);
            var actual = ComplexMatrix.allocate(arena, n, IFGS);
            actual.re().fill(CANARY);
            actual.im().fill(CANARY);
            PhaseRampReference.rotate(phase, ramp, expected, unit, from, n);
            if (unit) {
                kernel.removeToUnit(phase, ramp, actual, from, n);
            } else {
                kernel.remove(phase, ramp, actual, from, n);
            }
            for (int f = 0; f < IFGS; f++) {
                for (int p = 0; p < n; p++) {
                    double size = unit
                            ? 1
                            : Math.hypot(phase.re().get(p, f), phase.im().get(p, f));
                    check(expected.re(), actual.re(), p, f, from, size);
                    check(expected.im(), actual.im(), p, f, from, size);
                }
            }
        }
    }

    private static void check(FloatMatrix expected, FloatMatrix actual, int p, int f, int from, double size) {
        if (p < from) {
            assertThat(actual.get(p, f)).isEqualTo(CANARY);
        } else if (Float.isNaN(expected.get(p, f))) {
            assertThat(actual.get(p, f)).isNaN();
        } else {
            assertThat((double) actual.get(p, f))
                    .isCloseTo(expected.get(p, f), within(PhaseRamp.MAX_RELATIVE_ERROR * size));
        }
    }

    @Test
    void removesExactlyThePhaseItIsToldTo() {
        try (var arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, 1, 1);
            phase.set(0, 0, 2 * Math.cos(1.1), 2 * Math.sin(1.1));
            var ramp = new Ramp(
                    FloatMatrix.vector(arena, 0.01f), FloatMatrix.vector(arena, 60f), FloatMatrix.vector(arena, 0.5f));

            new PhaseRampReference().remove(phase, ramp, phase, 0, 1);

            assertThat(phase.re().get(0, 0)).isCloseTo(2f, within(1e-6f));
            assertThat(phase.im().get(0, 0)).isCloseTo(0f, within(1e-6f));
        }
    }

    @Test
    void rejectsMismatchedShapesAndNamesThem() {
        try (var arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, 4, 3);
            var ramp = new Ramp(
                    FloatMatrix.allocate(arena, 4, 1),
                    FloatMatrix.allocate(arena, 4, 2),
                    FloatMatrix.allocate(arena, 1, 1));

            assertThatThrownBy(() -> new PhaseRampReference().remove(phase, ramp, phase, 0, 4))
                    .hasMessageContaining("[4, 2]")
                    .hasMessageContaining("[4, 3]");
        }
    }

    private static ComplexMatrix randomPhase(Arena arena, Random random, int points) {
        var phase = ComplexMatrix.allocate(arena, points, IFGS);
        for (int f = 0; f < IFGS; f++) {
            for (int p = 0; p < points; p++) {
                switch (random.nextInt(10)) {
                    case 0 -> phase.set(p, f, Double.NaN, 1);
                    case 1 -> phase.set(p, f, 0, 0);
                    default -> phase.set(p, f, 20 * random.nextGaussian(), 20 * random.nextGaussian());
                }
            }
        }
        return phase;
    }

    private static FloatMatrix random(Arena arena, Random random, int rows, int cols, double size) {
        var m = FloatMatrix.allocate(arena, rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, (float) (size * (2 * random.nextDouble() - 1)));
        }
        return m;
    }
}
