package dev.stampede.insar.stage3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Differences;
import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.io.mat.MatArray;
import dev.stampede.kernels.NativeKernels;
import dev.stampede.kernels.VectorModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Stage3GoldenTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"PATCH_1", "PATCH_2"})
    void selectsTheSameCandidatesAsTheReference(String patch) throws IOException {
        try (var work = workspace(patch)) {
            new Stage3().run(work.context());

            var golden = "stage3/" + patch + "/select1";
            for (var exact : new String[] {
                "ix",
                "keep_ix",
                "ifg_index",
                "clap_alpha",
                "clap_beta",
                "n_win",
                "coh_thresh_coeffs",
                "gamma_stdev_reject"
            }) {
                Differences.assertSame(work.result("select1", exact), work.expected(golden, exact));
            }
            Differences.assertWithin(1e-5, work.result("select1", "coh_ps2"), work.expected(golden, "coh_ps2"));
            Differences.assertWithin(1e-6, work.result("select1", "K_ps2"), work.expected(golden, "K_ps2"));
            Differences.assertWithin(2e-4, work.result("select1", "ph_res2"), work.expected(golden, "ph_res2"));
            Differences.assertWithin(1e-6, work.result("select1", "coh_thresh"), work.expected(golden, "coh_thresh"));
            Differences.assertWithin(
                    1e-5, work.result("select1", "max_percent_rand"), work.expected(golden, "max_percent_rand"));
            assertPhase(work.result("select1", "ph_patch2"), work.expected(golden, "ph_patch2"));
        }
    }

    @Test
    void withoutReestimationEverythingAboveTheThresholdIsKept() throws IOException {
        try (var work = workspace("PATCH_1").set("select_reest_gamma_flag", "n")) {
            new Stage3().run(work.context());

            assertThat(work.result("select1", "keep_ix").toBooleans()).containsOnly(true);
            Differences.assertSame(work.result("select1", "ix"), work.expected("stage3/PATCH_1/select1", "ix"));
        }
    }

    @Test
    void anImpossibleDemandLeavesThePatchEmptyWithAReason() throws IOException {
        try (var work = workspace("PATCH_1").set("gamma_stdev_reject", 1e-9)) {
            var summary = new Stage3().run(work.context());

            assertThat(summary.emptyReason())
                    .hasValueSatisfying(r -> assertThat(r).contains("none of 1599"));
            assertThat(work.result("select1", "ix").rows()).isZero();
        }
    }

    @Test
    void droppedInterferogramsKeepZeroResidual() throws IOException {
        try (var work = workspace("PATCH_1").set("drop_ifg_index", 2, 9, 12)) {
            new Stage3().run(work.context());

            var residual = work.result("select1", "ph_res2").asFloatMatrix(work.arena());
            for (int p = 0; p < residual.rows(); p++) {
                assertThat(residual.get(p, 1)).isZero();
                assertThat(residual.get(p, 10)).isZero(); // number 12 stands behind the reference image, number 9
            }
            assertThat(work.result("select1", "ifg_index").size()).isEqualTo(13);
        }
    }

    private GoldenWorkspace workspace(String patch) throws IOException {
        assumeTrue(
                VectorModule.availability().available()
                        || NativeKernels.availability().available(),
                "the filter of the reference takes minutes");
        var folder = Files.createDirectories(scratch.resolve(patch));
        return new GoldenWorkspace(Golden.psSmall(), folder, 2)
                .with("stage1/" + patch, "stage2/" + patch)
                .set("density_rand", 2);
    }

    /// Relative to the modulus: the phase is what counts, and moduli span orders of magnitude.
    private static void assertPhase(MatArray actual, MatArray expected) {
        assertThat(actual.describe()).isEqualTo(expected.describe());
        long beyond = 0;
        for (long i = 0; i < expected.size(); i++) {
            double modulus = Math.hypot(expected.get(i), expected.getImaginary(i));
            double d = Math.hypot(actual.get(i) - expected.get(i), actual.getImaginary(i) - expected.getImaginary(i));
            beyond += d <= 1e-4 * modulus ? 0 : 1;
        }
        assertThat((double) beyond / expected.size()).isLessThan(0.001);
    }
}
