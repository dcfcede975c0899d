package dev.stampede.benchmarks.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBenchmarkTest {
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 200})
    void readsTheNumbersThatWereWritten(int ifgs) throws IOException {
        var benchmark = new TextBenchmark();
        benchmark.nIfg = ifgs;
        benchmark.nPs = 1000;
        benchmark.prepare();
        try {
            double[] written = Arrays.stream(benchmark.write().strip().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();

            assertThat(written).hasSize(3000).containsExactly(benchmark.numbers(), within(0.5000001e-6));
            assertThat(benchmark.readTable()).isEqualTo(Arrays.stream(written).reduce(0, Double::sum));
            // Ten keywords k with the value k + i / 4 in image i.
            assertThat(benchmark.readMetadata()).isEqualTo(45.0 * ifgs + 10 * 0.25 * ifgs * (ifgs - 1) / 2);
        } finally {
            benchmark.release();
        }
    }
}
