package dev.stampede.kernels.arcsmoothing;

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

class ArcSmoothingTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final float CANARY = 4711;

    static Stream<Arguments> backendsAndSizes() {
        return kernels().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    static Stream<ArcSmoothing> kernels() {
        return TestKernels.of(ArcSmoothing.FAMILY, ArcSmoothingCuda::new, 6000).stream();
    }

    static Stream<ArcScatter> scatterKernels() {
        return TestKernels.of(ArcScatter.FAMILY).stream();
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReferenceAndTouchesOnlyItsRange(ArcSmoothing kernel, int arcs) {
        for (int ifgs : new int[] {1, 2, 3, 8, 15, 16}) {
            check(kernel, arcs, ifgs);
        }
    }

    private static void check(ArcSmoothing kernel, int arcs, int ifgs) {
        var random = new Random(arcs * 100L + ifgs);
        try (Arena arena = Arena.ofConfined()) {
            var table = SmoothingTable.of(days(random, ifgs), 730, 400);
            var arc = motion(arena, random, arcs, table.count(), 0.4);
            if (arcs > 4) {
                arc.set(4, 0, Float.NaN, 0);
            }
            int from = arcs / 3;
            var expected = new Result(arena, arcs, ifgs);
            new ArcSmoothingReference().smooth(arc, table, expected.phase, expected.noise, from, arcs);
            var actual = new Result(arena, arcs, ifgs);

            kernel.smooth(arc, table, actual.phase, actual.noise, from, arcs);

            for (int i = 0; i < ifgs; i++) {
                for (int e = 0; e < arcs; e++) {
                    float phi = expected.phase.get(e, i);
                    double bound = ArcSmoothing.MAX_ABS_ERROR + ArcSmoothing.MAX_RELATIVE_ERROR * Math.abs(phi);
                    if (Float.isNaN(phi)) {
                        assertThat(actual.phase.get(e, i)).isNaN();
                        assertThat(actual.noise.get(e, i)).isNaN();
                    } else {
                        assertThat(actual.phase.get(e, i)).isCloseTo(phi, within((float) bound));
                        assertThat(actual.noise.get(e, i)).isCloseTo(expected.noise.get(e, i), within((float) bound));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void followsFastMotionBeyondHalfACycleAndFindsNoNoiseInIt(ArcSmoothing kernel) {
        try (Arena arena = Arena.ofConfined()) {
            int n = 24;
            var day = new double[n];
            var arc = ComplexMatrix.allocate(arena, 20, n);
            for (int i = 0; i < n; i++) {
                day[i] = 30 * i;
                for (int e = 0; e < 20; e++) {
                    double phase = 0.002 * e * (day[i] - 300);
                    arc.set(e, i, Math.cos(phase), Math.sin(phase));
                }
            }
            var table = SmoothingTable.of(day, 730, 300);
            var result = new Result(arena, 20, n);

            kernel.smooth(arc, table, result.phase, result.noise, 0, 20);

            // Up to 0.6 rad from image to image the local mean stays meaningful.
            for (int e = 0; e < 3; e++) {
                for (int i = 0; i < n; i++) {
                    assertThat(result.phase.get(e, i)).isCloseTo((float) (0.002 * e * (day[i] - 300)), within(1e-2f));
                    assertThat(result.noise.get(e, i)).isCloseTo(0, within(1e-2f));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scatterKernels")
    void judgesArcsByTheirScatter(ArcScatter kernel) {
        for (int arcs : SIZES) {
            try (Arena arena = Arena.ofConfined()) {
                var random = new Random(arcs);
                int n = 9;
                var phase = random(arena, random, arcs, n, 20);
                var noise = random(arena, random, arcs, n, 4);
                var k = random(arena, random, arcs, 1, 0.1);
                var bperp = new float[] {1, 20, -100, 3, 5, -50, 100, 0, 30};
                var expected = result(arena, arcs + 5, n);
                new ArcScatterReference().judge(phase, noise, k, bperp, 1.2f, expected, 3, arcs);
                var actual = result(arena, arcs + 5, n);

                kernel.judge(phase, noise, k, bperp, 1.2f, actual, 3, arcs);

                for (int e = 0; e < arcs + 5; e++) {
                    assertClose(actual.std().get(e, 0), expected.std().get(e, 0), 2 * ArcScatter.MAX_RELATIVE_ERROR);
                    for (int i = 0; i < n; i++) {
                        assertClose(actual.noise().get(e, i), expected.noise().get(e, i), 0);
                        assertClose(actual.dph().get(e, i), expected.dph().get(e, i), 4e-6);
                    }
                }
            }
        }
    }

    private static void assertClose(float actual, float expected, double bound) {
        if (Float.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within((float) bound));
        }
    }

    @Test
    void theLineThroughALineIsTheLineItself() {
        var table = SmoothingTable.of(new double[] {0, 10, 25, 70, 71}, 30, 25);

        for (int k = 0; k < 5; k++) {
            double sum = 0;
            double slope = 0;
            for (int j = 0; j < 5; j++) {
                double[] day = {0, 10, 25, 70, 71};
                sum += table.intercept()[k * 5 + j];
                slope += table.intercept()[k * 5 + j] * (day[k] - day[j]);
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(slope).isCloseTo(0, within(1e-4));
        }
        assertThat(table.firstAnchor()).isEqualTo(2);
        assertThat(table.lastAnchor()).isEqualTo(3);
        assertThat(SmoothingTable.of(new double[] {0, 10}, 30, 25).firstAnchor())
                .isEqualTo(1);
        assertThat(SmoothingTable.of(new double[] {30, 40}, 30, 25).firstAnchor())
                .isZero();
    }

    @Test
    void rejectsMismatchedShapesAndNamesBoth() {
        try (Arena arena = Arena.ofConfined()) {
            var arc = ComplexMatrix.allocate(arena, 3, 2);
            var good = FloatMatrix.allocate(arena, 3, 2);
            var bad = FloatMatrix.allocate(arena, 2, 2);

            assertThatThrownBy(() -> new ArcSmoothingReference()
                            .smooth(arc, SmoothingTable.of(new double[] {0, 1}, 1, 0), good, bad, 0, 2))
                    .hasMessageContaining("[3, 2]")
                    .hasMessageContaining("[2, 2]");
        }
    }

    private static double[] days(Random random, int n) {
        var day = new double[n];
        for (int i = 0; i < n; i++) {
            day[i] = i == 0 ? 0 : day[i - 1] + 12 * (1 + random.nextInt(3));
        }
        return day;
    }

    /// A line in time of up to 0.3 rad from date to date, plus noise.
    private static ComplexMatrix motion(Arena arena, Random random, int arcs, int n, double noise) {
        var arc = ComplexMatrix.allocate(arena, arcs, n);
        for (int e = 0; e < arcs; e++) {
            double slope = random.nextDouble() * 0.6 - 0.3;
            for (int i = 0; i < n; i++) {
                double phase = slope * i + random.nextGaussian() * noise;
                arc.set(e, i, Math.cos(phase), Math.sin(phase));
            }
        }
        return arc;
    }

    private static FloatMatrix random(Arena arena, Random random, int rows, int cols, double size) {
        var m = FloatMatrix.allocate(arena, rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, (float) ((random.nextDouble() - 0.5) * size));
        }
        return m;
    }

    private static ArcScatter.Result result(Arena arena, int rows, int cols) {
        var r = new Result(arena, rows, cols);
        var std = FloatMatrix.allocate(arena, rows, 1);
        std.fill(CANARY);
        return new ArcScatter.Result(r.phase, r.noise, std);
    }

    private record Result(FloatMatrix phase, FloatMatrix noise) {
        Result(Arena arena, int rows, int cols) {
            this(FloatMatrix.allocate(arena, rows, cols), FloatMatrix.allocate(arena, rows, cols));
            phase.fill(CANARY);
            noise.fill(CANARY);
        }
    }
}
