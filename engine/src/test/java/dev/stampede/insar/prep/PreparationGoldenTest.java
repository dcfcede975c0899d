package dev.stampede.insar.prep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Preparation against what StaMPS wrote for the golden single-master set: every byte of every file.
class PreparationGoldenTest {
    /// Not among the golden files.
    private static final String LOG = "ps_parms_initial.log";

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
        var found = new ArrayList<>(files(actual));
        assertThat(found.remove(LOG)).isTrue();
        assertThat(found).isEqualTo(files(expected));
        for (var name : files(expected)) {
            if (name.endsWith(".in") || name.endsWith(".txt") || name.endsWith(".out")) {
                assertThat(Files.readString(actual.resolve(name)))
                        .as(name)
                        .isEqualTo(Files.readString(expected.resolve(name)).replace("@DATA@", inputs.toString()));
            } else if (name.endsWith(".mat")) {
                assertSameParameters(expected.resolve(name), actual.resolve(name));
            } else {
                assertThat(actual.resolve(name)).as(name).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
    }

    /// The same names and values, but for the day of creation.
    private static void assertSameParameters(Path expected, Path actual) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var golden = GoldenWorkspace.read(arena, expected);
            var ours = GoldenWorkspace.read(arena, actual);
            assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(golden.keySet());
            golden.forEach((name, value) -> {
                var own = ours.get(name);
                assertThat(own.describe()).as(name).isEqualTo(value.describe());
                if (value instanceof MatArray array) {
                    assertThat(((MatArray) own).toDoubles()).as(name).containsExactly(array.toDoubles());
                } else if (!name.equals("Created")) {
                    assertThat(((MatText) own).codeUnits()).as(name).isEqualTo(((MatText) value).codeUnits());
                }
            });
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
