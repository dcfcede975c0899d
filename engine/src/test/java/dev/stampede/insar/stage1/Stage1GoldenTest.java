package dev.stampede.insar.stage1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stage 1 against what StaMPS made of the golden single-master set.
class Stage1GoldenTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"PATCH_1, 1599, 1", "PATCH_2, 1430, 3"})
    void loadsAPatchAsTheOriginalDoes(String patch, int candidates, int threads) throws IOException {
        copyPrepared();

        try (var work = new GoldenWorkspace(Golden.psSmall(), folder.resolve(patch), threads)) {
            var summary = new Stage1().run(work.context());

            assertThat(summary.rows()).isEqualTo(candidates);
            assertParameters(summary);
            exact(
                    work,
                    patch,
                    "ps1",
                    "ij",
                    "lonlat",
                    "day",
                    "master_day",
                    "master_ix",
                    "n_ifg",
                    "n_image",
                    "n_ps",
                    "sort_ix");
            close(work, patch, "ps1", "xy", 1e-3);
            close(work, patch, "ps1", "ll0", 1e-10);
            // The original adds single-precision values in single precision; we add in double: 2e-5 of 340 m.
            close(work, patch, "ps1", "bperp", 7e-3);
            close(work, patch, "ps1", "mean_incidence", 1e-10);
            close(work, patch, "ps1", "mean_range", 1e-6);
            exact(work, patch, "ph1", "ph");
            close(work, patch, "bp1", "bperp_mat", 1e-4);
            close(work, patch, "la1", "la", 1e-10);
            exact(work, patch, "da1", "D_A");
            exact(work, patch, "hgt1", "hgt");
            exact(work, patch, "psver", "psver");
            exact(work, patch, "no_ps_info", "stamps_step_no_ps");
        }
    }

    private static void assertParameters(StageSummary summary) {
        assertThat(((MatArray) summary.parameters().get("heading")).scalar()).isEqualTo(-12.3);
        assertThat(((MatArray) summary.parameters().get("lambda")).scalar()).isEqualTo(GoldenWorkspace.WAVELENGTH);
        assertThat(((MatText) summary.parameters().get("platform")).codeUnits()).isEqualTo("S1A");
    }

    /// The golden preparation with the paths of this machine.
    private void copyPrepared() throws IOException {
        var source = Golden.psSmall().resolve("expected/stage0");
        var inputs = Golden.psSmall().resolve("inputs").toString();
        try (var all = Files.walk(source)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (file.getParent().equals(source) && !file.toString().endsWith(".mat")) {
                    Files.writeString(target, Files.readString(file).replace("@DATA@", inputs));
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void exact(GoldenWorkspace work, String patch, String artifact, String... names) throws IOException {
        for (var name : names) {
            close(work, patch, artifact, name, 0);
        }
    }

    private static void close(GoldenWorkspace work, String patch, String artifact, String name, double tolerance)
            throws IOException {
        var actual = work.result(artifact, name);
        var expected = work.expected("stage1/" + patch + "/" + artifact, name);
        var label = artifact + "." + name;
        assertThat(actual.describe()).as(label).isEqualTo(expected.describe());
        assertThat(actual.isComplex()).as(label).isEqualTo(expected.isComplex());
        for (long i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("%s element %d", label, i).isCloseTo(expected.get(i), within(tolerance));
            assertThat(actual.getImaginary(i)).as("%s element %d", label, i).isEqualTo(expected.getImaginary(i));
        }
    }
}
