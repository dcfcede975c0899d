package dev.stampede.kernels.lookangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LookAngleSearchTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final int IFGS = 14;

    static Stream<Arguments> backendsAndSizes() {
        return kernels().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    static Stream<LookAngleSearch> kernels() {
        return TestKernels.of(LookAngleSearch.FAMILY).stream();
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesWithReference(LookAngleSearch kernel, int arcs) {
        var scene = new Scene(arcs);
        try (Arena arena = Arena.ofConfined()) {
            var expectedArc = scene.arcs(arena, arcs, 0.4);
            var actualArc = expectedArc.copy(arena);
            var expected = FloatMatrix.allocate(arena, arcs, 1);
            var actual = FloatMatrix.allocate(arena, arcs, 1);
            int from = arcs / 3;
            new LookAngleSearchReference().remove(expectedArc, scene.series, scene.bperp, expected, from, arcs);

            kernel.remove(actualArc, scene.series, scene.bperp, actual, from, arcs);

            double bound = LookAngleSearch.MAX_ABS_ERROR * scene.series.step();
            for (int e = 0; e < arcs; e++) {
                assertThat(actual.get(e, 0)).isCloseTo(expected.get(e, 0), within((float) bound));
                for (int i = 0; i < IFGS; i++) {
                    assertThat(actualArc.re().get(e, i))
                            .isCloseTo(expectedArc.re().get(e, i), within((float) (300 * bound + 1e-6)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void findsTheSlopeAndTakesItOut(LookAngleSearch kernel) {
        var scene = new Scene(1);
        try (Arena arena = Arena.ofConfined()) {
            var arc = scene.arcs(arena, 40, 0.05);
            var k = FloatMatrix.allocate(arena, 40, 1);

            kernel.remove(arc, scene.series, scene.bperp, k, 0, 40);

            for (int e = 0; e < 40; e++) {
                assertThat(k.get(e, 0)).isCloseTo((float) scene.slope[e], within(1e-3f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void searchesInterferogramsOnTheirOwnAsTheReferenceDoes(LookAngleSearch kernel) {
        var scene = new Scene(3);
        try (Arena arena = Arena.ofConfined()) {
            var expectedArc = scene.arcs(arena, 40, 0.05);
            var actualArc = expectedArc.copy(arena);
            var expected = FloatMatrix.allocate(arena, 40, 1);
            var actual = FloatMatrix.allocate(arena, 40, 1);
            new LookAngleSearchReference().remove(expectedArc, scene.alone(), scene.bperp, expected, 0, 40);

            kernel.remove(actualArc, scene.alone(), scene.bperp, actual, 0, 40);

            double bound = LookAngleSearch.MAX_ABS_ERROR * scene.alone().step();
            for (int e = 0; e < 40; e++) {
                assertThat(expected.get(e, 0)).isCloseTo((float) scene.slope[e], within(1e-3f));
                assertThat(actual.get(e, 0)).isCloseTo(expected.get(e, 0), within((float) bound));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void noiseAndGapsGiveZeroAndLeaveTheArcAlone(LookAngleSearch kernel) {
        var scene = new Scene(2);
        var random = new Random(9);
        try (Arena arena = Arena.ofConfined()) {
            var arc = scene.arcs(arena, 40, 10);
            for (int e = 0; e < 40; e++) {
                for (int i = 0; i < IFGS; i++) {
                    double phase = random.nextDouble() * 2 * Math.PI;
                    arc.set(e, i, Math.cos(phase), Math.sin(phase));
                }
            }
            arc.set(7, 3, Double.NaN, 0);
            var before = arc.copy(arena);
            var k = FloatMatrix.allocate(arena, 40, 1);

            kernel.remove(arc, scene.series, scene.bperp, k, 0, 40);

            int zeros = 0;
            for (int e = 0; e < 40; e++) {
                if (k.get(e, 0) == 0) {
                    zeros++;
                    assertThat(arc.re().get(e, 5)).isEqualTo(before.re().get(e, 5));
                }
            }
            assertThat(k.get(7, 0)).isZero();
            assertThat(arc.re().get(7, 4)).isNotNaN();
            assertThat(zeros).isGreaterThan(10);
        }
    }

    @Test
    void aPeakMustStandOutFromWhatLiesBeyondItsFeet() {
        assertThat(LookAngleSearch.peak(new float[] {0.3f, 0.5f, 0.9f, 0.6f, 0.2f}, 0, 1, 2))
                .isZero();
        assertThat(LookAngleSearch.peak(new float[] {0.85f, 0.5f, 0.9f, 0.6f, 0.2f}, 0, 1, 2))
                .isEqualTo(Integer.MIN_VALUE);
        assertThat(LookAngleSearch.peak(new float[] {0.9f, 0.5f, 0.7f, 0.6f, 0.2f}, 0, 1, 2))
                .isEqualTo(-2);
        assertThat(LookAngleSearch.peak(new float[] {5, 1, 5, 7, 5, 9, 5, 1, 5, 1}, 1, 2, 2))
                .isZero();
    }

    /// Images with baselines of a few hundred metres; arcs with slopes within the searched range.
    private static final class Scene {
        final float[] bperp = new float[IFGS];
        final LookAngleSearch.Series series;
        final double[] slope;
        private final Random random;

        Scene(long seed) {
            random = new Random(seed);
            var columns = new int[IFGS + 1];
            var b = new float[IFGS];
            float previous = 0;
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int s = 0; s <= IFGS; s++) {
                columns[s] = s == 5 ? -1 : s < 5 ? s : s - 1;
                float own = s == 5 ? 0 : (float) (random.nextGaussian() * 120);
                if (s != 5) {
                    bperp[columns[s]] = own;
                }
                if (s > 0) {
                    b[s - 1] = own - previous;
                    low = Math.min(low, b[s - 1]);
                    high = Math.max(high, b[s - 1]);
                }
                previous = own;
            }
            series = new LookAngleSearch.Series(columns, b, high - low, 9);
            slope = new double[100];
            for (int e = 0; e < slope.length; e++) {
                slope[e] = (random.nextDouble() - 0.5) * 14 * series.step();
            }
        }

        /// The interferograms against the reference image, not their differences.
        LookAngleSearch.Series alone() {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float b : bperp) {
                low = Math.min(low, b);
                high = Math.max(high, b);
            }
            int[] columns = IntStream.range(0, IFGS).toArray();
            return new LookAngleSearch.Series(columns, bperp, high - low, 12, false);
        }

        ComplexMatrix arcs(Arena arena, int count, double noise) {
            var arc = ComplexMatrix.allocate(arena, count, IFGS);
            for (int e = 0; e < count; e++) {
                for (int i = 0; i < IFGS; i++) {
                    double phase = slope[e] * bperp[i] + random.nextGaussian() * noise;
                    arc.set(e, i, Math.cos(phase), Math.sin(phase));
                }
            }
            return arc;
        }
    }
}
