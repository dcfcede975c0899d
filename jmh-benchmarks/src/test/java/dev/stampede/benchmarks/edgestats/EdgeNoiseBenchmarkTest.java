package dev.stampede.benchmarks.edgestats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.edgestats.EdgeNoise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeNoiseBenchmarkTest {
    @ParameterizedTest
    @ValueSource(ints = {24, 60, 100})
    void backendsAgreeOnTheBenchmarkedInput(int acquisitions) {
        var reference = prepared(Backend.REFERENCE, acquisitions);
        var vector = prepared(Backend.VECTOR, acquisitions);

        float[] expected = reference.noise().toArray();
        float[] actual = vector.noise().toArray();
        double[] expectedSums = reference.leaveOneOut().toArray();
        double[] actualSums = vector.leaveOneOut().toArray();

        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(Math.ulp(expected[i])));
        }
        for (int i = 0; i < expectedSums.length; i++) {
            assertThat(actualSums[i])
                    .isCloseTo(expectedSums[i], within(EdgeNoise.MAX_ABS_ERROR * EdgeNoiseBenchmark.EDGES));
        }
        reference.release();
        vector.release();
    }

    private static EdgeNoiseBenchmark prepared(Backend backend, int acquisitions) {
        var benchmark = new EdgeNoiseBenchmark();
        benchmark.backend = backend;
        benchmark.acquisitions = acquisitions;
        benchmark.prepare();
        return benchmark;
    }
}
