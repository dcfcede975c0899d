package dev.stampede.insar.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.PrepReport;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// How many candidates the presets give, prepared in two range patches with everything else at its default.
class PresetCandidatesTest {
    @TempDir
    Path folder;

    @Test
    void demoHasTwoPatchesOfSomeThousandCandidates() throws IOException {
        assertThat(candidates(Preset.DEMO)).containsExactly(8353L, 9704L);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "stampede.test.slow",
            matches = "true",
            disabledReason = "takes some seconds; run with -Dstampede.test.slow=true")
    void cityHasTwoPatchesOfTwentyThousandCandidates() throws IOException {
        assertThat(candidates(Preset.CITY)).containsExactly(18075L, 22831L);
    }

    private List<Long> candidates(Preset preset) throws IOException {
        var kernels =
                new KernelRegistry(List.of(Amplitude.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of());
        var options = PrepOptions.builder(Processor.SNAP, folder.resolve("work"))
                .export(folder.resolve("export"))
                .patches(2, 1)
                .build();
        try (var workers = new Workers(2)) {
            new StackSimulator(preset.options()).run(folder.resolve("export"), workers, Progress.NONE);
            return new Preparation(kernels)
                    .run(options, workers, Progress.NONE).patches().stream()
                            .map(PrepReport.Patch::candidates)
                            .toList();
        }
    }
}
