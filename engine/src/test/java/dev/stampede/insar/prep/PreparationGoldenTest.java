package dev.stampede.insar.prep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Preparation against what StaMPS wrote for the golden single-master set: every byte of every file.
class PreparationGoldenTest {
    /// Holds the day of its creation.
    private static final Set<String> NOT_COMPARED = Set.of("parms.mat");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"REFERENCE, 1", "VECTOR, 3"})
    void reproducesEveryFileOfTheSingleMasterSet(Backend backend, int threads) throws IOException {
        var inputs = Golden.psSmall().resolve("inputs").toAbsolutePath().normalize();
        var expected = Golden.psSmall().resolve("expected/stage0");
        var kernels =
                new KernelRegistry(List.of(Amplitude.FAMILY), KernelRegistry.pureJavaAvailability(), backend, Map.of());
        var options = PrepOptions.builder(Processor.SNAP, folder.resolve("work"))
                .export(inputs)
                .ampDispersion(0.37)
                .patches(2, 1)
                .overlap(12, 12)
                .build();

        PrepReport report;
        try (var workers = new Workers(threads)) {
            report = new Preparation(kernels).run(options, workers, Progress.NONE);
        }

        assertThat(report.candidateCount()).isEqualTo(1599 + 1430);
        assertThat(report.patches()).extracting(PrepReport.Patch::candidates).containsExactly(1599L, 1430L);
        assertThat(report.patches().getFirst().bounds()).containsExactly(1, 84, 1, 144);
        assertThat(report.patches().getLast().noover()).containsExactly(73, 144, 1, 144);
        assertSameTree(expected, folder.resolve("work"), inputs);
    }

    static void assertSameTree(Path expected, Path actual, Path inputs) throws IOException {
        assertThat(files(actual)).isEqualTo(files(expected));
        for (var name : files(expected)) {
            if (name.endsWith(".in") || name.endsWith(".txt") || name.endsWith(".out")) {
                assertThat(Files.readString(actual.resolve(name)))
                        .as(name)
                        .isEqualTo(Files.readString(expected.resolve(name)).replace("@DATA@", inputs.toString()));
            } else if (!NOT_COMPARED.contains(name)) {
                assertThat(actual.resolve(name)).as(name).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> root.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }
}
