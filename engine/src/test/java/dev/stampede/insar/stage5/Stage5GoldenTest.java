package dev.stampede.insar.stage5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.io.mat.MatArray;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The golden single-master set, from the golden outputs of stage 4.
class Stage5GoldenTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({"PATCH_1, VECTOR", "PATCH_2, VECTOR", "PATCH_2, REFERENCE"})
    void correctsPhaseOfAPatch(String patch, Backend backend) throws IOException {
        try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, 2).backend(backend)) {
            work.with("stage4/" + patch);

            var summary = new Stage5().run(work.context());

            assertThat(summary.rows())
                    .isEqualTo((long) work.result("ps2", "n_ps").scalar());
            assertSame(work, "stage5a/" + patch + "/", "rc2", "ph_rc", 1e-6);
            assertSame(work, "stage5a/" + patch + "/", "rc2", "ph_reref", 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"VECTOR, 1", "VECTOR, 3", "REFERENCE, 2"})
    void mergesPatchesInTheSameOrder(Backend backend, int threads) throws IOException {
        try (var set = new MergeWorkspace(Golden.psSmall(), scratch, threads)) {
            set.patch("PATCH_1", "stage0", "stage4", "stage5a").patch("PATCH_2", "stage0", "stage4", "stage5a");
            set.work.backend(backend).set("heading", heading(set));

            var summary = new Stage5Merge().run(set.context());

            assertThat(summary.rows()).isEqualTo(1382);
            for (var variable : new String[] {
                "ps2 ij",
                "ps2 lonlat",
                "ps2 xy",
                "ps2 n_ps",
                "ps2 bperp",
                "ps2 ll0",
                "ps2 day",
                "ps2 mean_incidence",
                "ph2 ph",
                "pm2 ph_patch",
                "pm2 ph_res",
                "pm2 K_ps",
                "pm2 C_ps",
                "pm2 coh_ps",
                "bp2 bperp_mat",
                "la2 la",
                "hgt2 hgt",
                "inc2 inc",
                "psver psver",
                "rc2 ph_reref",
                "phuw2 ph_uw"
            }) {
                var words = variable.split(" ");
                assertSame(set.work, "stage5b/", words[0], words[1], 0);
            }
            assertSame(set.work, "stage5b/", "rc2", "ph_rc", 2e-7);
            assertSame(set.work, "stage5b/", "ifgstd2", "ifg_std", 1e-5);
        }
    }

    @Test
    void estimateCoversWhatIsHeldAtOnce() throws IOException {
        try (var set = new MergeWorkspace(Golden.psSmall(), scratch, 1)) {
            set.patch("PATCH_1", "stage0", "stage4", "stage5a").patch("PATCH_2", "stage0", "stage4", "stage5a");

            assertThat(new Stage5Merge().estimateMemory(set.context())).isBetween(1382L * 16 * 24, 1_500_000L);
        }
    }

    private static double heading(MergeWorkspace set) throws IOException {
        return ((MatArray)
                        GoldenWorkspace.read(set.work.arena(), Golden.psSmall().resolve("expected/stage1/parms.mat"))
                                .get("heading"))
                .scalar();
    }

    static void assertSame(GoldenWorkspace work, String golden, String artifact, String variable, double tolerance)
            throws IOException {
        var actual = work.result(artifact, variable);
        var expected = work.expected(golden + artifact, variable);
        assertThat(actual.describe()).as(variable).isEqualTo(expected.describe());
        assertThat(actual.isComplex()).as(variable).isEqualTo(expected.isComplex());
        double worst = 0;
        for (long i = 0; i < actual.size(); i++) {
            worst = Math.max(worst, distance(actual, expected, i));
        }
        assertThat(worst).as(artifact + " " + variable).isCloseTo(0, within(tolerance));
    }

    /// Relative to the modulus when that is above one.
    private static double distance(MatArray actual, MatArray expected, long i) {
        double re = expected.get(i);
        double im = expected.getImaginary(i);
        if (actual.get(i) == re && actual.getImaginary(i) == im || Double.isNaN(re) && Double.isNaN(actual.get(i))) {
            return 0;
        }
        return Math.hypot(actual.get(i) - re, actual.getImaginary(i) - im) / Math.max(1, Math.hypot(re, im));
    }
}
