package dev.stampede.insar.stage8;

import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallBaselineStage8Test {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "VECTOR"})
    void reproducesTheGoldenNoiseOfTheSeries(Backend backend) throws IOException {
        try (var golden = new GoldenWorkspace(Golden.sbSmall(), scratch, 2).with("stage5b", "stage6", "stage7")) {
            golden.backend(backend).set("drop_ifg_index", 3); // one of the pairs, not of the images

            var summary = new Stage8().run(golden.context());

            assertThat(summary.figures()).containsEntry("n_ifg_used", 13);
            assertWithin(1e-3, golden.result("scn2", "ph_hpt"), golden.expected("stage8/scn2", "ph_hpt"));
            assertWithin(1e-3, golden.result("scn2", "ph_scn_slave"), golden.expected("stage8/scn2", "ph_scn_slave"));
            assertThat(golden.result("scn2", "ph_ramp").describe()).isEqualTo("double [1742x0]");
            assertThat(golden.result("mean_v", "m").describe()).isEqualTo("double [2x1742]");
        }
    }
}
