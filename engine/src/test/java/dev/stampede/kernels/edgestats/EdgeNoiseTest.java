package dev.stampede.kernels.edgestats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeNoiseTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final int POINTS = 40;
    private static final float CANARY = -77f;

    static Stream<Arguments> backendsAndEdgeCounts() {
        return backends().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n, 6)));
    }

    static Stream<Arguments> backendsAndAcquisitionCounts() {
        return backends().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, 21, n)));
    }

    static Stream<EdgeNoise> backends() {
        return TestKernels.of(EdgeNoise.FAMILY, EdgeNoiseCuda::new, 1 << 20).stream();
    }

    @ParameterizedTest
    @MethodSource({"backendsAndEdgeCounts", "backendsAndAcquisitionCounts"})
    void agreesWithReferenceAndTouchesOnlyItsRange(EdgeNoise kernel, int edgeCount, int n) {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(1000L * edgeCount + n);
            var phase = randomPhase(arena, random, POINTS, n);
            var edges = randomEdges(arena, random, edgeCount);
            var smoothing = TimeSmoothing.of(arena, days(random, n), 730);
            var fit = EdgeNoise.BaselineFit.of(
                    random.doubles(n, -150, 150).toArray(),
                    random.doubles(n, 0.1, 4).toArray());
            int from = edgeCount / 3;

            compare(arena, kernel, phase, edges, smoothing, fit, from, edgeCount);
        }
    }

    private static void compare(
            Arena arena,
            EdgeNoise kernel,
            ComplexMatrix phase,
            IntMatrix edges,
            TimeSmoothing smoothing,
            EdgeNoise.BaselineFit fit,
            int from,
            int to) {
        var reference = new EdgeNoiseReference();
        var expectedSums = DoubleMatrix.allocate(arena, smoothing.count(), 2);
        var sums = DoubleMatrix.allocate(arena, smoothing.count(), 2);
        sums.fill(CANARY);
        reference.leaveOneOut(phase, edges, smoothing, expectedSums, from, to);
        kernel.leaveOneOut(phase, edges, smoothing, sums, from, to);
        for (long i = 0; i < sums.size(); i++) {
            assertThat(sums.get(i)).isCloseTo(expectedSums.get(i), within(EdgeNoise.MAX_ABS_ERROR * (to - from)));
        }

        var expected = FloatMatrix.allocate(arena, edges.rows(), 2);
        var noise = FloatMatrix.allocate(arena, edges.rows(), 2);
        noise.fill(CANARY);
        reference.noise(phase, edges, smoothing, fit, expected, from, to);
        kernel.noise(phase, edges, smoothing, fit, noise, from, to);
        for (int e = 0; e < edges.rows(); e++) {
            for (int c = 0; c < 2; c++) {
                float wanted = e < from ? CANARY : expected.get(e, c);
                assertThat(noise.get(e, c))
                        .isCloseTo(wanted, within(Math.max(Math.ulp(wanted), (float) EdgeNoise.MAX_ABS_ERROR)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void linearMotionAndDemErrorAreNotNoise(EdgeNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            int n = 20;
            double[] days = new double[n];
            double[] baselines = new double[n];
            var phase = ComplexMatrix.allocate(arena, 2, n);
            for (int k = 0; k < n; k++) {
                days[k] = 24 * k;
                baselines[k] = 100 * Math.sin(3.0 * k);
                double angle = 0.4 + 0.002 * days[k] + 0.004 * baselines[k];
                phase.set(0, k, 1, 0);
                phase.set(1, k, Math.cos(angle), Math.sin(angle));
            }
            var edges = IntMatrix.copyOf(arena, 17, 2, repeated(17));
            var smoothing = TimeSmoothing.of(arena, days, 730);
            double[] weights = new double[n];
            Arrays.fill(weights, 1);
            var noise = FloatMatrix.allocate(arena, 17, 2);

            kernel.noise(phase, edges, smoothing, EdgeNoise.BaselineFit.of(baselines, weights), noise, 0, 17);

            // The line is fitted with the baseline part still in, so a little of it stays.
            for (int e = 0; e < 17; e++) {
                assertThat(noise.get(e, 0)).isBetween(0f, 0.1f);
                assertThat(noise.get(e, 1)).isBetween(0f, 0.2f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anEdgeWithAGapIsNotANumberAndItsNeighboursAreUntouched(EdgeNoise kernel) {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(5);
            int n = 9;
            var phase = randomPhase(arena, random, 3, n);
            phase.set(2, 4, Double.NaN, Double.NaN);
            var indices = new int[2 * 16];
            for (int e = 0; e < 16; e++) {
                indices[e] = 0;
                indices[16 + e] = e == 3 ? 2 : 1;
            }
            var edges = IntMatrix.copyOf(arena, 16, 2, indices);
            var smoothing = TimeSmoothing.of(arena, days(random, n), 730);
            var fit = EdgeNoise.BaselineFit.of(
                    random.doubles(n, -9, 9).toArray(), random.doubles(n).toArray());
            var noise = FloatMatrix.allocate(arena, 16, 2);

            kernel.noise(phase, edges, smoothing, fit, noise, 0, 16);

            assertThat(noise.get(3, 0)).isNaN();
            assertThat(noise.get(3, 1)).isNaN();
            assertThat(noise.get(2, 0)).isEqualTo(noise.get(4, 0)).isPositive();
        }
    }

    @Test
    void acquisitionsOfOneDayHaveNoGradient() {
        try (var arena = Arena.ofConfined()) {
            var smoothing = TimeSmoothing.of(arena, new double[] {5, 5, 5}, 730);

            assertThat(smoothing.slope().toArray()).containsOnly(0);
            assertThat(smoothing.intercept().toArray())
                    .containsOnly(smoothing.weight().get(0, 0));
        }
    }

    @Test
    void lineOperatorsRecoverALine() {
        try (var arena = Arena.ofConfined()) {
            double[] days = {0, 11, 35, 80, 200};
            var smoothing = TimeSmoothing.of(arena, days, 100);
            for (int k = 0; k < days.length; k++) {
                double offset = 0;
                double gradient = 0;
                for (int l = 0; l < days.length; l++) {
                    double value = 0.3 - 0.01 * smoothing.tau().get(l, k);
                    offset += smoothing.intercept().get(l, k) * value;
                    gradient += smoothing.slope().get(l, k) * value;
                }
                assertThat(offset).isCloseTo(0.3, within(1e-12));
                assertThat(gradient).isCloseTo(-0.01, within(1e-14));
            }
        }
    }

    @Test
    void rejectsMismatchedShapesAndNamesBoth() {
        try (var arena = Arena.ofConfined()) {
            var phase = ComplexMatrix.allocate(arena, 4, 3);
            var smoothing = TimeSmoothing.of(arena, new double[] {1, 2}, 730);
            var edges = IntMatrix.allocate(arena, 1, 2);
            var sums = DoubleMatrix.allocate(arena, 2, 2);

            assertThatThrownBy(() -> new EdgeNoiseReference().leaveOneOut(phase, edges, smoothing, sums, 0, 1))
                    .hasMessageContaining("3 acquisitions")
                    .hasMessageContaining("2");
        }
    }

    private static int[] repeated(int edges) {
        var indices = new int[2 * edges];
        Arrays.fill(indices, edges, 2 * edges, 1);
        return indices;
    }

    static ComplexMatrix randomPhase(Arena arena, Random random, int points, int n) {
        var phase = ComplexMatrix.allocate(arena, points, n);
        for (int k = 0; k < n; k++) {
            for (int p = 0; p < points; p++) {
                double angle = 2 * Math.PI * random.nextDouble();
                phase.set(p, k, Math.cos(angle), Math.sin(angle));
            }
        }
        return phase;
    }

    private static IntMatrix randomEdges(Arena arena, Random random, int count) {
        var edges = IntMatrix.allocate(arena, count, 2);
        for (int e = 0; e < count; e++) {
            edges.set(e, 0, random.nextInt(POINTS / 2));
            edges.set(e, 1, POINTS / 2 + random.nextInt(POINTS / 2));
        }
        return edges;
    }

    private static double[] days(Random random, int n) {
        return random.ints(n, 0, 1500).sorted().mapToDouble(d -> d).toArray();
    }
}
