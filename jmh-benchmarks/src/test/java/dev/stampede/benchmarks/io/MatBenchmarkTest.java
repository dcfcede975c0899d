package dev.stampede.benchmarks.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatBenchmarkTest {
    @ParameterizedTest
    @CsvSource({"V5,20", "V5,60", "V5,200", "V7,20", "V7,60", "V7,200", "V73,20", "V73,60", "V73,200"})
    void whatIsWrittenReadsBackAsItWas(MatFormat format, int ifgs) throws IOException {
        var benchmark = new MatBenchmark();
        benchmark.format = format;
        benchmark.nIfg = ifgs;
        benchmark.nPs = 1000;
        benchmark.prepare();
        try (var arena = Arena.ofConfined();
                var file = MatFiles.open(benchmark.write())) {
            var expected = (MatArray) benchmark.original();
            var actual = (MatArray) file.read(arena, MatBenchmark.VARIABLE);

            assertThat(benchmark.read()).isEqualTo(1000L * ifgs);
            assertThat(actual.re().mismatch(expected.re())).isEqualTo(-1);
            assertThat(actual.im().mismatch(expected.im())).isEqualTo(-1);
        } finally {
            benchmark.release();
        }
    }
}
