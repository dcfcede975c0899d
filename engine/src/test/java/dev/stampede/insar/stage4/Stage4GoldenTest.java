package dev.stampede.insar.stage4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatVariable;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.VectorModule;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The golden single-master set, each patch from the golden outputs of stages 1 to 3.
class Stage4GoldenTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({"PATCH_1, VECTOR", "PATCH_2, VECTOR", "PATCH_1, REFERENCE"})
    void keepsTheSamePointsAndMeasuresTheSameNoise(String patch, Backend backend) throws IOException {
        assumeTrue(
                backend != Backend.VECTOR || VectorModule.availability().available(), "the Vector API is not loaded");
        try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, 2).backend(backend)) {
            work.with("stage1/" + patch, "stage2/" + patch, "stage3/" + patch);

            var summary = new Stage4().run(work.context());

            var golden = "stage4/" + patch + "/";
            assertThat(summary.emptyReason()).isEmpty();
            assertThat(summary.rows())
                    .isEqualTo((long) work.expected(golden + "ps2", "n_ps").scalar());
            assertSame(work, golden, "weed1", "ix_weed", 0);
            assertSame(work, golden, "weed1", "ix_weed2", 0);
            assertSame(work, golden, "weed1", "ifg_index", 0);
            // The golden run took the mean over edges in the directions in which Triangle lists them.
            assertSame(work, golden, "weed1", "ps_std", 1e-5);
            assertSame(work, golden, "weed1", "ps_max", 1e-3);
        }
    }

    @Test
    void promotesExactly() throws IOException {
        try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, 2)) {
            work.with("stage1/PATCH_1", "stage2/PATCH_1", "stage3/PATCH_1");
            Files.writeString(scratch.resolve("scla2.mat"), "stale");

            new Stage4().run(work.context());

            var golden = Golden.psSmall().resolve("expected/stage4/PATCH_1");
            for (var artifact : List.of("ps2", "pm2", "ph2", "bp2", "la2", "hgt2", "psver")) {
                assertIdenticalFile(golden.resolve(artifact + ".mat"), scratch.resolve(artifact + ".mat"));
            }
            assertThat(scratch.resolve("scla2.mat")).doesNotExist();
            assertThat(scratch.resolve("inc2.mat")).doesNotExist();
        }
    }

    @Test
    void resultsDoNotDependOnThreadsOrBlocks() throws IOException {
        double[] first = null;
        for (int threads : new int[] {1, 2, 3}) {
            try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, threads)) {
                work.with("stage1/PATCH_1", "stage2/PATCH_1", "stage3/PATCH_1");
                var s = work.context().settings();
                work.settings(new dev.stampede.insar.model.RunSettings(
                        s.randomHistogram(),
                        s.randomSeed(),
                        s.histogramCache(),
                        s.unwrapper(),
                        s.snaphuProgram(),
                        s.triangulator(),
                        s.gridScale(),
                        s.ifgWorkers(),
                        s.chunkPs(),
                        threads == 1 ? 200_000 : 100 * threads,
                        s.maxMemoryBytes()));

                new Stage4().run(work.context());

                double[] std = work.result("weed1", "ps_std").toDoubles();
                first = first == null ? std : first;
                assertThat(std).isEqualTo(first);
            }
        }
    }

    @Test
    void estimateCoversThePhaseOfAllCandidates() throws IOException {
        try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            work.with("stage1/PATCH_1", "stage2/PATCH_1", "stage3/PATCH_1");

            assertThat(new Stage4().estimateMemory(work.context())).isBetween(1599L * 16 * 8, 2_000_000L);
        }
    }

    private static void assertSame(
            GoldenWorkspace work, String golden, String artifact, String variable, double tolerance)
            throws IOException {
        var actual = work.result(artifact, variable);
        var expected = work.expected(golden + artifact, variable);
        assertThat(actual.describe()).isEqualTo(expected.describe());
        double[] a = actual.toDoubles();
        double[] e = expected.toDoubles();
        double worst = IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] == e[i] ? 0 : Math.abs(a[i] - e[i]))
                .max()
                .orElse(0);
        assertThat(worst).as(variable).isCloseTo(0, within(tolerance));
    }

    private static void assertIdenticalFile(Path expected, Path actual) throws IOException {
        try (var arena = Arena.ofConfined();
                var e = MatFiles.open(expected);
                var a = MatFiles.open(actual)) {
            assertThat(a.variables().stream().map(MatVariable::name))
                    .as(expected.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(
                            e.variables().stream().map(MatVariable::name).toList());
            for (var variable : e.variables()) {
                var ev = e.read(arena, variable.name());
                var av = a.read(arena, variable.name());
                assertThat(av.describe()).as(variable.name()).isEqualTo(ev.describe());
                if (ev instanceof MatText text) {
                    assertThat(av).isEqualTo(text);
                } else {
                    assertThat(bits((MatArray) av)).as(variable.name()).isEqualTo(bits((MatArray) ev));
                }
            }
        }
    }

    private static double[] bits(MatArray array) {
        assertThat(array.type()).isNotEqualTo(MatClass.CELL);
        int n = (int) array.size();
        var values = Arrays.copyOf(array.toDoubles(), 2 * n);
        for (int i = 0; i < n; i++) {
            values[n + i] = array.getImaginary(i);
        }
        return values;
    }
}
