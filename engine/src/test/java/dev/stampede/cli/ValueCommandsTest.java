package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands that make something of a finished dataset.
class ValueCommandsTest {
    @TempDir
    Path root;

    @BeforeEach
    void lay() throws IOException {
        for (var stage : new String[] {"parms", "stage5b", "stage6", "stage7", "stage8"}) {
            try (var files = Files.list(Golden.psSmall().resolve("expected").resolve(stage))) {
                for (var file : files.filter(f -> f.toString().endsWith(".mat")).toList()) {
                    Files.copy(
                            file, root.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        run("params", "set", "lambda", "0.0554657607");
    }

    private JsonNode run(String... arguments) {
        var line = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--dataset";
        line[arguments.length + 1] = root.toString();
        var run = CommandLineRun.of(line);
        assertThat(run.code()).as(run.err()).isZero();
        try {
            return run.json();
        } catch (Exception e) {
            throw new AssertionError(run.out(), e);
        }
    }

    private double[] numbers(String artifact, String name) throws IOException {
        try (var arena = Arena.ofConfined();
                var file = new ArtifactFolder(root).open(arena, artifact)) {
            return file.numbers(name);
        }
    }

    @Test
    void velocityKeepsDeviationsWithTheirSwitches() throws IOException {
        var document = run("velocity", "--type", "vs-do", "--draws", "30");

        assertThat(document.get("file").asText()).endsWith("mv2.mat");
        assertThat(document.get("unit").asText()).isEqualTo("mm/yr");
        assertThat(numbers("mv2", "n_boot")).containsExactly(30);
        assertThat(numbers("mv2", "mean_v")).hasSize(1382);
        assertThat(java.util.Arrays.stream(numbers("mv2", "mean_v_std")).filter(v -> v > 0))
                .hasSize(1382);
        try (var arena = Arena.ofConfined();
                var file = MatFiles.open(root.resolve("mv2.mat"))) {
            assertThat(((MatText) file.read(arena, "subtract_switches")).codeUnits())
                    .isEqualTo("do");
        }
        var other = run("velocity", "--type", "vs-do", "--draws", "30", "--seed", "7");
        assertThat(other.get("median").asDouble())
                .isNotEqualTo(document.get("median").asDouble())
                .isCloseTo(
                        document.get("median").asDouble(),
                        within(0.3 * document.get("median").asDouble()));
    }

    @Test
    void velocityKeepsTimeSeriesWithoutTheReferenceImage() throws IOException {
        var document = run("velocity", "--type", "ts-d");

        assertThat(document.get("file").asText()).endsWith("ps_plot_ts_v-d.mat");
        assertThat(numbers("ps_plot_ts_v-d", "ph_mm")).hasSize(1382 * 15);
        assertThat(numbers("ps_plot_ts_v-d", "unwrap_ifg_index")).hasSize(15).doesNotContain(9);
        assertThat(numbers("ps_plot_ts_v-d", "ref_ps")).hasSize(1382);
        assertThat(numbers("ps_plot_ts_v-d", "bperp")).hasSize(16);
    }

    @Test
    void velocityKeepsWhatIsShown() throws IOException {
        run("velocity");
        assertThat(numbers("ps_plot_v", "ph_disp")).hasSize(1382);
        run("velocity", "--type", "u-dm", "--ref", "11.3", "44.6", "500");
        assertThat(numbers("ps_plot_u-dm", "ifg_list")).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "--type q, value type q is not known",
        "--type usb, single reference image",
        "--draws 1, --draws is 1",
        "--type v-a, tca2.mat"
    })
    void velocityRefusesInOneLine(String options, String message) {
        var words = ("velocity " + options + " --dataset " + root).split(" ");

        var run = CommandLineRun.of(words);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.stackTraceLines()).isZero();
    }

    @Test
    void aValueOutOfRangeIsRefusedByName() {
        run("params", "set", "ref_radius", "-Inf");
        assertThat(CommandLineRun.of("params", "set", "scla_method", "L3", "--dataset", root.toString())
                        .err())
                .contains("scla_method is L3, expected L2, L1");
    }

    @Test
    void aTroposphereMadeFromHeightsCanBeTakenOut() throws IOException {
        var document = run("tropo", "linear");

        assertThat(document.get("variable").asText()).isEqualTo("ph_tropo_linear");
        assertThat(document.get("interferograms").asInt()).isEqualTo(16);
        assertThat(numbers("tca2", "ph_tropo_linear")).hasSize(1382 * 16);
        run("velocity", "--type", "v-a");
        assertThat(numbers("ps_plot_v-a", "ph_disp")).doesNotContain(Double.NaN);
        var missing = CommandLineRun.of(
                "tropo",
                "grids",
                "--dataset",
                root.toString(),
                "--grids",
                root.resolve("none").toString());
        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("no zenith delay of 2");
    }

    @Test
    void parametersAreDescribedWithoutADataset() throws Exception {
        var rows = CommandLineRun.of("params", "describe").json();

        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(rows.get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "default", "default_small_baselines", "values", "unit", "effect", "read_by");
    }
}
