package dev.stampede.kernels.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @MethodSource("kernels")
    void addsTheRowsOfItsRangeToWhatWasCounted(CoherenceCount kernel) {
        long seed = Long.getLong("test.seed", 20260101L);
        var random = new Random(seed);
        int n = 1003;
        try (var arena = Arena.ofConfined()) {
            var coherence = FloatMatrix.allocate(arena, n, 1);
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
