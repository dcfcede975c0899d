package dev.stampede.benchmarks.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.pipeline.Datasets;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.synth.Preset;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Every stage once, on one dataset: from the last back to the first, as a rerun removes what comes after
/// it. That the results are right is what the tests of the chain show.
class StageBenchmarkTest {
    @Test
    void everyStageRunsAgainOnItsOwn() throws IOException {
        var benchmark = new StageBenchmark();
        benchmark.scene = Preset.DEMO;
        benchmark.backend = "auto";
        benchmark.stage = 8;
        benchmark.prepare();
        try {
            for (int stage = 8; stage >= 1; stage--) {
                benchmark.stage = stage;

                var report = (PipelineReport) benchmark.run();

                assertThat(report.rows()).as("stage " + stage).isNotEmpty();
            }
            assertThat(Datasets.status(benchmark.dataset()).mergedStage()).isZero();
            benchmark.stage = 0;
            assertThat(benchmark.run()).isNotNull();
        } finally {
            benchmark.release();
        }
        assertThat(Files.exists(benchmark.dataset())).isFalse();
    }
}
