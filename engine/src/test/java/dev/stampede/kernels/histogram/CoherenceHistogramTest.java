package dev.stampede.kernels.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoherenceHistogramTest {
    @Test
    void aValueOnAnEdgeBelongsToTheLowerBin() {
        double edge =
                CoherenceHistogram.centre(30) + (CoherenceHistogram.centre(31) - CoherenceHistogram.centre(30)) / 2;

        assertThat(CoherenceHistogram.bin(edge)).isEqualTo(30);
        assertThat(CoherenceHistogram.bin(Math.nextUp(edge))).isEqualTo(31);
        assertThat(CoherenceHistogram.bin(Math.nextDown(edge))).isEqualTo(30);
    }

    @Test
    void theOuterBinsReachToInfinityAndNaNIsNotCounted() {
        double[] counts = CoherenceHistogram.count(-5, 0, 0.009, 1, 7, Double.NaN, Double.POSITIVE_INFINITY);

        assertThat(counts[0]).isEqualTo(3);
        assertThat(counts[99]).isEqualTo(3);
    }

    static List<CoherenceCount> kernels() {
        return TestKernels.of(CoherenceCount.FAMILY, CoherenceCountCuda::new, 2500);
    }

    private static final int[] SIZES = {8, 9, 11, 14, 15, 16, 22, 23, 24, 38, 39, 40, 104, 1003, 5000};

    static Stream<Arguments> kernelsAndSizes() {
        return kernels().stream().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    /// A column that begins anywhere in its memory, of which the ends are not counted.
    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void addsTheRowsOfItsRangeToWhatWasCounted(CoherenceCount kernel, int n) {
        long seed = Long.getLong("test.seed", 20260101L);
        var random = new Random(seed);
        try (var arena = Arena.ofConfined()) {
            var coherence = new FloatMatrix(arena.allocate(4L * n + 3).asSlice(3), n, 1);
            var values = new double[n - 7];
            for (int p = 0; p < n; p++) {
                float value = p % 50 == 0 ? Float.NaN : p % 7 == 0 ? p % 100 / 100f : 1.2f * random.nextFloat() - 0.1f;
                coherence.set(p, 0, value);
                if (p >= 3 && p < n - 4) {
                    values[p - 3] = value;
                }
            }
            var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);
            counts.set(99, 0, 2);

            kernel.add(coherence, counts, 3, n - 4);

            var expected = CoherenceHistogram.count(values);
            expected[99] += 2;
            assertThat(counts.toArray()).as("seed=" + seed).isEqualTo(expected);
        }
    }

    /// Every edge, the number in single precision before and after it, and what has no bin of its own.
    @ParameterizedTest
    @MethodSource("kernels")
    void putsTheNumbersAroundEveryEdgeWhereTheDefinitionPutsThem(CoherenceCount kernel) {
        var values = new float[3 * CoherenceHistogram.BINS + 8];
        int n = 0;
        for (double edge : CoherenceHistogram.edges()) {
            values[n++] = (float) edge;
            values[n++] = Math.nextUp((float) edge);
            values[n++] = Math.nextDown((float) edge);
        }
        for (float odd : new float[] {
            0, -0f, -3, 3e38f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE, 1
        }) {
            values[n++] = odd;
        }
        try (var arena = Arena.ofConfined()) {
            var coherence = FloatMatrix.copyOf(arena, values.length, 1, values);
            var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);

            for (int p = 0; p + 7 <= n; p++) {
                counts.fill(0);

                kernel.add(coherence, counts, p, p + 7);

                var window = new double[7];
                for (int i = 0; i < window.length; i++) {
                    window[i] = values[p + i];
                }
                assertThat(counts.toArray()).isEqualTo(CoherenceHistogram.count(window));
            }
            counts.fill(0);

            kernel.add(coherence, counts, 0, n);

            var all = new double[n];
            for (int i = 0; i < n; i++) {
                all[i] = values[i];
            }
            assertThat(counts.toArray()).isEqualTo(CoherenceHistogram.count(all));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesShapesThatDisagree(CoherenceCount kernel) {
        try (var arena = Arena.ofConfined()) {
            var two = FloatMatrix.allocate(arena, 4, 2);
            var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);

            assertThatThrownBy(() -> kernel.add(two, counts, 0, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("coherence is [4, 2]");
        }
    }

    @Test
    void everyCentreFallsIntoItsOwnBin() {
        for (int b = 0; b < CoherenceHistogram.BINS; b++) {
            assertThat(CoherenceHistogram.bin(CoherenceHistogram.centre(b))).isEqualTo(b);
        }
    }
}
