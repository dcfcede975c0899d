package dev.stampede.benchmarks.amplitude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.Backend;
import org.junit.jupiter.api.Test;

class AmplitudeBenchmarkTest {
    @Test
    void backendsAgreeOnTheBenchmarkedInput() {
        var reference = prepared(Backend.REFERENCE);
        var vector = prepared(Backend.VECTOR);

        assertThat(vector.modulus().mismatch(reference.modulus())).isEqualTo(-1);
        assertThat(vector.addImage().mismatch(reference.addImage())).isEqualTo(-1);
        assertThat(vector.addPair().mismatch(reference.addPair())).isEqualTo(-1);
        double[] expected = reference.calibrationSum();
        double[] actual = vector.calibrationSum();
        assertThat(actual[1]).isEqualTo(expected[1]);
        assertThat(actual[0]).isCloseTo(expected[0], within(1e-12 * expected[0]));

        reference.release();
        vector.release();
    }

    private static AmplitudeBenchmark prepared(Backend backend) {
        var benchmark = new AmplitudeBenchmark();
        benchmark.backend = backend;
        benchmark.prepare();
        return benchmark;
    }
}
