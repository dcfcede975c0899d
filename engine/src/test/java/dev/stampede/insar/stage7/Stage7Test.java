package dev.stampede.insar.stage7;

import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Stage7Test {
    private static final double K = 1e-6;
    private static final double C = 1e-4;

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void open() {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2);
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "VECTOR"})
    void reproducesTheGoldenLookAngleError(Backend backend) throws IOException {
        golden.with("stage5b", "stage6").backend(backend);

        var summary = new Stage7().run(golden.context());

        assertThat(summary.rows()).isEqualTo(1382);
        compare("stage7/scla2");
        compare("stage7/scla_smooth2");
    }

    @Test
    void reproducesTheSecondPass() throws IOException {
        golden.with("stage5b", "stage6");
        java.nio.file.Files.copy(
                Golden.psSmall().resolve("expected/pass2/phuw2.mat"),
                scratch.resolve("phuw2.mat"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        new Stage7().run(golden.context());

        compare("pass2/scla2");
        compare("pass2/scla_smooth2");
    }

    @Test
    void reproducesTheVariantWithoutOrbitalRamps() throws IOException {
        golden.with("stage5b", "stage6").set("scla_deramp", "y");

        new Stage7().run(golden.context());

        compare("variants/deramp/scla2");
        assertWithin(1e-5, golden.result("scla2", "ph_ramp"), golden.expected("variants/deramp/scla2", "ph_ramp"));
    }

    private void compare(String expected) throws IOException {
        var artifact = expected.substring(expected.lastIndexOf('/') + 1);
        assertWithin(K, golden.result(artifact, "K_ps_uw"), golden.expected(expected, "K_ps_uw"));
        assertWithin(C, golden.result(artifact, "C_ps_uw"), golden.expected(expected, "C_ps_uw"));
        assertWithin(C, golden.result(artifact, "ph_scla"), golden.expected(expected, "ph_scla"));
        if (artifact.equals("scla2")) {
            assertWithin(1e-7, golden.result(artifact, "ifg_vcm"), golden.expected(expected, "ifg_vcm"));
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
        golden.with("stage5b", "stage6");
        new Stage7().run(golden.context());
        var two = golden.result("scla_smooth2", "K_ps_uw").toDoubles();
        try (var one = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            new Stage7().run(one.context());

            assertThat(java.util.Arrays.equals(
                            one.result("scla_smooth2", "K_ps_uw").toDoubles(), two))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scla_method=L3"})
    void refusesWhatIsNotOfferedByName(String setting) throws IOException {
        var parts = setting.split("=");
        golden.with("stage5b", "stage6").set(parts[0], parts[1]);

        assertThatThrownBy(() -> new Stage7().requireSupported(golden.context()))
                .isInstanceOf(UnsupportedModeException.class)
                .hasMessageContaining(parts[0] + " = " + parts[1]);
    }

    @Test
    void leastAbsoluteValuesLowerTheirMisfitAndIgnoreOneWrongInterferogram() throws IOException {
        golden.with("stage5b", "stage6");
        new Stage7().run(golden.context());
        var l2 = golden.result("scla2", "K_ps_uw").toDoubles();
        golden.set("scla_method", "L1");

        new Stage7().run(golden.context());

        var l1 = golden.result("scla2", "K_ps_uw").toDoubles();
        assertThat(l1).isNotEqualTo(l2).doesNotContain(Double.NaN);
        var scla = golden.result("scla2", "ph_scla");
        var bperp = golden.result("bp2", "bperp_mat");
        assertThat(scla.get(5)).isEqualTo((float) (l1[5] * bperp.get(5)));
        wrongCycles(7);
        new Stage7().run(golden.context());
        double moved1 = moved(golden.result("scla2", "K_ps_uw").toDoubles(), l1);
        golden.set("scla_method", "L2");
        new Stage7().run(golden.context());
        double moved2 = moved(golden.result("scla2", "K_ps_uw").toDoubles(), l2);
        assertThat(moved1).isLessThan(0.5 * moved2);
    }

    /// A cycle too many at every second point, so that referencing does not take it out.
    private void wrongCycles(int ifg) throws IOException {
        var uw = golden.result("phuw2", "ph_uw").asFloatMatrix(golden.arena());
        for (int p = 0; p < uw.rows(); p += 2) {
            uw.set(p, ifg, (float) (uw.get(p, ifg) + 2 * Math.PI));
        }
        var map = new java.util.LinkedHashMap<String, dev.stampede.io.mat.MatValue>();
        map.put("ph_uw", dev.stampede.io.mat.Mat.of(uw));
        golden.context().output().replace("phuw2", map);
    }

    /// Median change.
    private static double moved(double[] now, double[] before) {
        var d = new double[now.length];
        java.util.Arrays.setAll(d, i -> Math.abs(now[i] - before[i]));
        java.util.Arrays.sort(d);
        return d[d.length / 2];
    }

    @Test
    void needsThreeInterferogramsAndNamesTheParametersToChange() throws IOException {
        golden.with("stage5b", "stage6").set("scla_drop_index", 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15);

        assertThatThrownBy(() -> new Stage7().run(golden.context())).hasMessageContaining("scla_drop_index");
    }
}
