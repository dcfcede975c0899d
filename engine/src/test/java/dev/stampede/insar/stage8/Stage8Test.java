package dev.stampede.insar.stage8;

import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Stage8Test {
    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b", "stage6", "stage7");
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "VECTOR"})
    void reproducesTheGoldenNoise(Backend backend) throws IOException {
        golden.backend(backend);

        new Stage8().run(golden.context());

        for (var name : new String[] {"ph_hpt", "ph_scn_slave", "ph_ramp"}) {
            assertWithin(1e-4, golden.result("scn2", name), golden.expected("stage8/scn2", name));
        }
    }

    @Test
    void savesTheUncorrectedVelocity() throws IOException {
        new Stage8().run(golden.context());

        var m = golden.result("mean_v", "m");
        assertThat(m.describe()).isEqualTo("double [2x1382]");
        double mean = 0;
        for (int p = 0; p < 1382; p++) {
            mean += m.get(2 * p + 1) / 1382;
        }
        assertThat(mean).as("slope relative to all points").isCloseTo(0, within(1e-12));
    }

    @Test
    void rampsAreTakenOutBeforeTheFilterAndPutBackAfterIt() throws IOException {
        golden.set("scn_deramp_ifg", 2, 5, 40);

        var summary = new Stage8().run(golden.context());

        assertThat(summary.figures()).containsEntry("n_ifg_deramped", 2);
        assertThat(golden.result("scn2", "ph_ramp").describe()).isEqualTo("double [1382x2]");
        golden.set("scn_deramp_ifg", "all");
        assertThat(new Stage8().run(golden.context()).figures()).containsEntry("n_ifg_deramped", 16);
    }

    @Test
    void theReferenceKeepsItsNumberInTheShortenedListUnlessAskedOtherwise() throws IOException {
        golden.set("drop_ifg_index", 3);
        new Stage8(true).run(golden.context());
        var corrected = golden.result("scn2", "ph_hpt").toDoubles();
        new Stage8().run(golden.context());
        var compatible = golden.result("scn2", "ph_hpt").toDoubles();

        double largest = 0;
        for (int i = 0; i < compatible.length; i++) {
            largest = Math.max(largest, Math.abs(compatible[i] - corrected[i]));
        }
        assertThat(largest).isGreaterThan(0.01);
        golden.set("drop_ifg_index");
        new Stage8(true).run(golden.context());
        assertWithin(1e-4, golden.result("scn2", "ph_hpt"), golden.expected("stage8/scn2", "ph_hpt"));
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
        new Stage8().run(golden.context());
        var two = golden.result("scn2", "ph_scn_slave").toDoubles();
        try (var one = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            new Stage8().run(one.context());

            assertThat(java.util.Arrays.equals(
                            one.result("scn2", "ph_scn_slave").toDoubles(), two))
                    .isTrue();
        }
    }
}
