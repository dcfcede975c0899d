package dev.stampede.kernels.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void everyCentreFallsIntoItsOwnBin() {
        for (int b = 0; b < CoherenceHistogram.BINS; b++) {
            assertThat(CoherenceHistogram.bin(CoherenceHistogram.centre(b))).isEqualTo(b);
        }
    }
}
