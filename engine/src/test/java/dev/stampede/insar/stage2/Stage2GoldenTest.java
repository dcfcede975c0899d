package dev.stampede.insar.stage2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Differences;
import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.MatArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Stage2GoldenTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({"PATCH_1, 2", "PATCH_2, 1"})
    void reproducesTheReferenceWithItsRandomHistogram(String patch, int threads) throws IOException {
        try (var work = workspace(patch, threads)) {
            var summary = new Stage2().run(work.context());

            assertThat(summary.emptyReason()).isEmpty();
            var golden = "stage2/" + patch + "/pm1";
            for (var exact :
                    new String[] {"n_trial_wraps", "grid_ij", "grid_size", "i_loop", "Nr_max_nz_ix", "N_opt"}) {
                Differences.assertSame(work.result("pm1", exact), work.expected(golden, exact));
            }
            Differences.assertWithin(5e-15, work.result("pm1", "low_pass"), work.expected(golden, "low_pass"));
            Differences.assertWithin(1e-15, work.result("pm1", "coh_bins"), work.expected(golden, "coh_bins"));
            Differences.assertWithin(1e-5, work.result("pm1", "coh_ps"), work.expected(golden, "coh_ps"));
            Differences.assertWithin(1e-6, work.result("pm1", "K_ps"), work.expected(golden, "K_ps"));
            assertThat(shareBeyond(1e-4, work, golden, "ph_patch")).isLessThan(0.001);
            assertThat(shareBeyond(1e-3, work, golden, "ph_weight")).isLessThan(0.001);
            assertThat(work.result("pm1", "ph_grid").dims())
                    .isEqualTo(work.expected(golden, "ph_grid").dims());
        }
    }

    @Test
    void refusesTheSlowEstimatorByName() throws IOException {
        try (var work = workspace("PATCH_1", 1).set("quick_est_gamma_flag", "n")) {
            assertThatThrownBy(() -> new Stage2().requireSupported(work.context()))
                    .isInstanceOf(UnsupportedModeException.class)
                    .hasMessageContaining("quick_est_gamma_flag");
        }
    }

    @Test
    void refusesAGridSmallerThanTheFilterBeforeWriting() throws IOException {
        try (var work = workspace("PATCH_1", 1).set("filter_grid_size", 400)) {
            assertThatThrownBy(() -> new Stage2().run(work.context()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PATCH_1")
                    .hasMessageContaining("filter window needs 24");
            assertThat(work.folder().has("pm1")).isFalse();
        }
    }

    private GoldenWorkspace workspace(String patch, int threads) throws IOException {
        var folder = Files.createDirectories(scratch.resolve(patch));
        return new GoldenWorkspace(Golden.psSmall(), folder, threads)
                .with("stage1/" + patch)
                .goldenRandomHistogram();
    }

    private static double shareBeyond(double tolerance, GoldenWorkspace work, String golden, String name)
            throws IOException {
        MatArray actual = work.result("pm1", name);
        MatArray expected = work.expected(golden, name);
        long beyond = 0;
        for (long i = 0; i < expected.size(); i++) {
            double d = Math.hypot(actual.get(i) - expected.get(i), actual.getImaginary(i) - expected.getImaginary(i));
            beyond += d <= tolerance * Math.max(1, Math.hypot(expected.get(i), expected.getImaginary(i))) ? 0 : 1;
        }
        return (double) beyond / expected.size();
    }
}
