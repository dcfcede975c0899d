package dev.stampede.insar.stage6;

import static dev.stampede.golden.Differences.assertSame;
import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Stage6Test {
    private static final double PHASE = 1e-4;

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b");
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "VECTOR"})
    void reproducesTheGoldenUnwrapping(Backend backend) throws IOException {
        golden.backend(backend);

        var summary = new Stage6().run(golden.context());

        for (var name : new String[] {
            "nzix",
            "ij",
            "grid_ij",
            "xy",
            "n_i",
            "n_j",
            "n_ifg",
            "n_ps",
            "pix_size",
            "grid_x_min",
            "grid_y_min",
            "ph_lowpass",
            "ph_uw_predef",
            "ph_in_predef"
        }) {
            assertSame(golden.result("uw_grid", name), golden.expected("stage6/uw_grid", name));
        }
        for (var name : new String[] {"Z", "edgs", "n_edge", "rowix", "colix"}) {
            assertSame(golden.result("uw_interp", name), golden.expected("stage6/uw_interp", name));
        }
        assertWithin(PHASE, golden.result("uw_grid", "ph"), golden.expected("stage6/uw_grid", "ph"));
        assertWithin(1e-6, golden.result("uw_grid", "ph_in"), golden.expected("stage6/uw_grid", "ph_in"));
        assertSame(golden.result("uw_space_time", "G"), golden.expected("stage6/uw_space_time", "G"));
        for (var name : new String[] {"dph_space_uw", "dph_noise"}) {
            assertWithin(PHASE, golden.result("uw_space_time", name), golden.expected("stage6/uw_space_time", name));
        }
        assertCycles("uw_phaseuw", "stage6/uw_phaseuw", 1, 15);
        assertCycles("phuw2", "stage6/phuw2", 1, 16);
        assertThat(golden.result("phuw2", "msd").describe()).isEqualTo("single [16x1]");
        assertThat(golden.result("uw_phaseuw", "msd").describe()).isEqualTo("double [15x1]");
        assertThat(summary.figures()).containsEntry("n_nodes", 556).containsEntry("n_edges_without_statistics", 4);
    }

    @ParameterizedTest
    @CsvSource({"2D, unwrap_method, 2D", "nola, unwrap_la_error_flag, n"})
    void reproducesTheVariants(String variant, String parameter, String value) throws IOException {
        golden.set(parameter, value);

        new Stage6().run(golden.context());

        assertCycles("phuw2", "variants/" + variant + "/phuw2", 0.995, 16);
    }

    @Test
    void reproducesTheSecondPassThatSubtractsTheSmoothLookAngleError() throws IOException {
        Files.copy(
                Golden.psSmall().resolve("expected/stage7/scla_smooth2.mat"),
                scratch.resolve("scla_smooth2.mat"),
                StandardCopyOption.REPLACE_EXISTING);

        var summary = new Stage6().run(golden.context());

        assertThat(summary.figures()).containsEntry("scla_smooth_used", true);
        assertCycles("phuw2", "pass2/phuw2", 0.995, 16);
    }

    /// Same class and shape, NaN nowhere; after removing the median difference in cycles of each interferogram,
    /// at least `share` of the values with equal cycles and the rest of the difference within 1e-4 rad.
    private void assertCycles(String artifact, String expectedArtifact, double share, int columns) throws IOException {
        var actual = golden.result(artifact, "ph_uw");
        var expected = golden.expected(expectedArtifact, "ph_uw");
        assertThat(actual.describe()).isEqualTo(expected.describe());
        int rows = actual.rows();
        int equal = 0;
        double fraction = 0;
        for (int c = 0; c < columns; c++) {
            var cycles = new double[rows];
            for (int p = 0; p < rows; p++) {
                double d = at(actual, p, c) - at(expected, p, c);
                cycles[p] = Math.rint(d / (2 * Math.PI));
                fraction = Math.max(fraction, Math.abs(d - 2 * Math.PI * cycles[p]));
            }
            var sorted = cycles.clone();
            Arrays.sort(sorted);
            for (int p = 0; p < rows; p++) {
                equal += cycles[p] == sorted[rows / 2] ? 1 : 0;
            }
        }
        assertThat(fraction).as("fractional part").isLessThan(PHASE);
        assertThat(equal / (double) (rows * columns))
                .as("share of equal cycles")
                .isGreaterThanOrEqualTo(share);
    }

    private static double at(MatArray array, int row, int col) {
        return array.get(row + (long) col * array.rows());
    }

    @ParameterizedTest
    @CsvSource({"3D_QUICK", "3D_SMALL_DEF", "3D_NO_DEF"})
    void theMethodsOfSmallBaselinesWorkWithOneReferenceImageToo(String method) throws IOException {
        golden.set("unwrap_method", method);

        new Stage6().run(golden.context());

        // Against the golden default: methods differ in a few cycles per thousand.
        assertCycles("phuw2", "stage6/phuw2", 0.98, 16);
    }

    @Test
    void theGradientIsWrittenWhereItIsAskedFor() throws IOException {
        golden.set("unwrap_spatial_cost_func_flag", "y");

        var summary = new Stage6().run(golden.context());

        // Windows of 32 cells on a scene of 36 say nothing about most nodes.
        assertThat(summary.figures()).containsEntry("n_edges_by_gradient", 0);
        assertThat(golden.result("uw_space_time", "shaky_ix").describe()).startsWith("logical [");
        assertThat(golden.result("uw_space_time", "ifreq_ij").describe()).isEqualTo("single [556x15]");
        assertCycles("phuw2", "stage6/phuw2", 0.98, 16);
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
        new Stage6().run(golden.context());
        var names = new String[][] {{"uw_grid", "ph"}, {"uw_space_time", "dph_noise"}, {"phuw2", "ph_uw"}};
        var two = new double[names.length][];
        for (int i = 0; i < names.length; i++) {
            two[i] = golden.result(names[i][0], names[i][1]).toDoubles();
        }
        try (var one = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            new Stage6().run(one.context());

            for (int i = 0; i < names.length; i++) {
                assertThat(Arrays.equals(one.result(names[i][0], names[i][1]).toDoubles(), two[i]))
                        .as(names[i][0])
                        .isTrue();
            }
        }
    }

    @Test
    void anInterruptedRunSolvesOnlyWhatIsLeft() throws IOException {
        var kept = new MemoryCheckpoints();
        new Stage6().run(golden.checkpoints(kept).context());
        var expected = golden.result("phuw2", "ph_uw").toDoubles();
        kept.forget("unwrap-0002");

        var summary = new Stage6().run(golden.context());

        assertThat(summary.figures()).containsEntry("n_resumed", 14);
        assertThat(Arrays.equals(golden.result("phuw2", "ph_uw").toDoubles(), expected))
                .isTrue();
        golden.set("unwrap_gold_alpha", 0.7);
        assertThat(new Stage6().run(golden.context()).figures()).doesNotContainKey("n_resumed");
    }

    @Test
    void droppedInterferogramsStayZero() throws IOException {
        golden.set("drop_ifg_index", 2, 16);

        new Stage6().run(golden.context());

        var phase = golden.result("phuw2", "ph_uw");
        for (int p = 0; p < 1382; p++) {
            assertThat(at(phase, p, 1)).isZero();
            assertThat(at(phase, p, 8)).isZero();
            assertThat(at(phase, p, 15)).isZero();
        }
        assertThat(golden.result("uw_space_time", "G").describe()).isEqualTo("double [13x14]");
    }

    @Test
    void patchPhaseIsUnwrappedAndTheRestAdded() throws IOException {
        golden.set("unwrap_patch_phase", "y");

        new Stage6().run(golden.context());

        var phase = golden.result("phuw2", "ph_uw");
        var wrapped = golden.expected("stage5b/rc2", "ph_rc");
        for (int p = 0; p < 1382; p += 7) {
            double angle = Math.atan2(wrapped.getImaginary(p), wrapped.get(p));
            assertThat(Math.IEEEremainder(phase.get(p) - angle, 2 * Math.PI))
                    .isCloseTo(0, org.assertj.core.api.Assertions.within(1e-4));
        }
    }

    @Test
    void aGridTooSmallForTheFilterIsRefusedNamingTheLargestCellThatFits() throws IOException {
        golden.settings(withScale(2));

        assertThatThrownBy(() -> new Stage6().run(golden.context()))
                .hasMessageContaining("400.0 m is 17 x 18")
                .hasMessageContaining("32 x 32")
                .hasMessageContaining("largest unwrap_grid_size that fits is");
        assertThat(golden.folder().has("uw_grid")).isFalse();
        golden.settings(RunSettings.defaults())
                .set("unwrap_prefilter_flag", "n")
                .settings(withScale(2));
        assertThat(new Stage6().run(golden.context()).figures()).containsEntry("grid_rows", 17);
    }

    private static RunSettings withScale(double scale) {
        var d = RunSettings.defaults();
        return new RunSettings(
                Optional.empty(),
                d.randomSeed(),
                Optional.empty(),
                d.unwrapper(),
                d.snaphuProgram(),
                d.triangulator(),
                scale,
                d.ifgWorkers(),
                d.chunkPs(),
                d.chunkEdges(),
                d.maxMemoryBytes());
    }

    @ParameterizedTest
    @CsvSource("unwrap_method, 4D")
    void refusesWhatIsNotOfferedByName(String parameter, String value) {
        golden.set(parameter, value);

        assertThatThrownBy(() -> new Stage6().requireSupported(golden.context()))
                .isInstanceOf(UnsupportedModeException.class)
                .hasMessageContaining(parameter + " = " + value);
    }

    @Test
    void aZeroPhaseIsRefusedNamingPointAndInterferogram() throws IOException {
        var rc = GoldenWorkspace.read(golden.arena(), golden.folder().file("rc2"));
        var phase = ((MatArray) rc.get("ph_rc")).asComplexMatrix(golden.arena());
        phase.set(4, 2, 0, 0);
        golden.context().output().replace("rc2", rc);

        assertThatThrownBy(() -> new Stage6().run(golden.context()))
                .hasMessageContaining("point 5")
                .hasMessageContaining("interferogram 3");
    }
}
