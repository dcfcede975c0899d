package dev.stampede.insar.stage7;

import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.kernels.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallBaselineSclaTest {
    private static final double K = 1e-6;
    private static final double C = 1e-4;

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void open() throws IOException {
        golden = new GoldenWorkspace(Golden.sbSmall(), scratch, 2).with("stage5b", "stage6");
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFERENCE", "VECTOR"})
    void reproducesTheGoldenLookAngleErrors(Backend backend) throws IOException {
        golden.backend(backend);

        var summary = new Stage7().run(golden.context());

        assertThat(summary.figures()).containsEntry("n_ifg_used", 19).containsEntry("n_image_used", 12);
        for (var artifact : new String[] {"scla2", "scla_sb2", "scla_smooth_sb2"}) {
            assertWithin(K, golden.result(artifact, "K_ps_uw"), golden.expected("stage7/" + artifact, "K_ps_uw"));
            assertWithin(C, golden.result(artifact, "C_ps_uw"), golden.expected("stage7/" + artifact, "C_ps_uw"));
            assertWithin(C, golden.result(artifact, "ph_scla"), golden.expected("stage7/" + artifact, "ph_scla"));
        }
        for (var artifact : new String[] {"scla2", "scla_sb2"}) {
            assertWithin(1e-9, golden.result(artifact, "ifg_vcm"), golden.expected("stage7/" + artifact, "ifg_vcm"));
        }
        assertThat(golden.folder().has("scla_smooth2")).isFalse();
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
        new Stage7().run(golden.context());
        var names = new String[] {"scla2", "scla_sb2", "scla_smooth_sb2"};
        var two = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            two[i] = Files.readAllBytes(golden.folder().file(names[i]));
        }
        try (var one = new GoldenWorkspace(Golden.sbSmall(), scratch, 1)) {
            new Stage7().run(one.context());

            for (int i = 0; i < names.length; i++) {
                assertThat(Files.readAllBytes(golden.folder().file(names[i])))
                        .as(names[i])
                        .isEqualTo(two[i]);
            }
        }
    }

    @Test
    void takesOutRampsOfInterferogramsAndImages() throws IOException {
        golden.set("scla_deramp", "y");

        new Stage7().run(golden.context());

        assertThat(golden.result("scla_sb2", "ph_ramp").describe()).isEqualTo("double [1742x19]");
        assertThat(golden.result("scla_smooth_sb2", "ph_ramp").describe()).isEqualTo("double [1742x19]");
        assertThat(golden.result("scla2", "ph_ramp").describe()).isEqualTo("double [1742x13]");
    }

    /// The interferograms a wrong one is fitted with outvote it.
    @Test
    void leastAbsoluteValuesAreOfferedForInterferogramsToo() throws IOException {
        golden.set("scla_method", "L1");

        new Stage7().run(golden.context());

        var found = golden.result("scla_sb2", "K_ps_uw");
        var squares = golden.expected("stage7/scla_sb2", "K_ps_uw");
        double difference = 0;
        double size = 0;
        for (int p = 0; p < found.size(); p++) {
            difference += Math.abs(found.get(p) - squares.get(p));
            size += Math.abs(squares.get(p));
        }
        assertThat(difference / size).isBetween(0.01, 1.0);
    }

    @Test
    void anInterferogramLeftOutChangesTheEstimateOfThePairsOnly() throws IOException {
        golden.set("sb_scla_drop_index", 4);

        new Stage7().run(golden.context());

        assertThat(golden.result("scla_sb2", "K_ps_uw").toDoubles())
                .isNotEqualTo(golden.expected("stage7/scla_sb2", "K_ps_uw").toDoubles());
        var images = golden.result("scla2", "K_ps_uw");
        for (int p = 0; p < images.size(); p++) {
            assertThat(images.get(p))
                    .isCloseTo(golden.expected("stage7/scla2", "K_ps_uw").get(p), within(1e-6));
        }
    }

    @Test
    void needsThreeInterferogramsAndNamesTheParametersToChange() {
        golden.set(
                "sb_scla_drop_index",
                IntStream.rangeClosed(3, 19).asDoubleStream().toArray());

        assertThatThrownBy(() -> new Stage7().run(golden.context())).hasMessageContaining("sb_scla_drop_index");
        golden.set("sb_scla_drop_index")
                .set(
                        "scla_drop_index",
                        IntStream.rangeClosed(3, 13).asDoubleStream().toArray());
        assertThatThrownBy(() -> new Stage7().run(golden.context())).hasMessageContaining("scla_drop_index");
    }
}
