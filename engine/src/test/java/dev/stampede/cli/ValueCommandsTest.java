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
    void aTableHoldsWhatTheValueTypesHold() throws IOException {
        run("params", "set", "ref_velocity", "0.002");
        run("params", "set", "lonlat_offset", "[0.5", "-0.25]");
        var csv = root.resolve("points.csv");

        run("export", "--velocity", "v-d", "--no-series", "--no-deviation", "--out", csv.toString());

        var lines = Files.readAllLines(csv);
        var names = java.util.List.of(lines.getFirst().split(","));
        run("velocity", "--type", "v-d");
        double[] v = numbers("ps_plot_v-d", "ph_disp");
        double[] lonLat = numbers("ps2", "lonlat");
        for (int p : new int[] {0, 700, 1381}) {
            var cells = lines.get(p + 1).split(",", -1);
            assertThat(number(cells[1])).isCloseTo(lonLat[p] + 0.5, within(1e-6));
            assertThat(number(cells[2])).isCloseTo(lonLat[p + 1382] - 0.25, within(1e-6));
            assertThat(number(cells[names.indexOf("v_mm_yr")])).isCloseTo(v[p] + 2, within(1e-3));
        }
        demErrorsFollowTheTruth(lines, names.indexOf("dem_err_m"));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private void demErrorsFollowTheTruth(java.util.List<String> lines, int column) throws IOException {
        double[] ij = numbers("ps2", "ij");
        try (var arena = Arena.ofConfined();
                var truth = MatFiles.open(Golden.psSmall().resolve("truth/truth.mat"))) {
            var dem = ((dev.stampede.io.mat.MatArray) truth.read(arena, "dem_error_m")).asFloatMatrix(arena);
            double mean = 0;
            for (int p = 0; p < 1382; p++) {
                mean += dem.get((int) ij[1382 + p], (int) ij[2 * 1382 + p]) / 1382;
            }
            double square = 0;
            double product = 0;
            for (int p = 0; p < 1382; p++) {
                double expected = dem.get((int) ij[1382 + p], (int) ij[2 * 1382 + p]) - mean;
                square += expected * expected;
                product += expected * number(lines.get(p + 1).split(",", -1)[column]);
            }
            // Single points are noisy on 15 baselines; the slope over all of them tells sign and scale.
            assertThat(product / square).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void textFilesHaveOneRowPerPointAndPhasesPointAfterPoint() throws IOException {
        var folder = root.resolve("text");

        var document = run("export-text", "--draws", "20", "--out", folder.toString());

        assertThat(document.get("files")).hasSize(9 + 16);
        for (var name : new String[] {"ps_ij.txt", "ps_ll.txt", "ps_mean_v.xy", "ps_mean_v_std.xy", "dem_error.xy"}) {
            assertThat(Files.readAllLines(folder.resolve(name))).as(name).hasSize(1382);
        }
        assertThat(Files.readAllLines(folder.resolve("date.txt"))).hasSize(16);
        assertThat(Files.readAllLines(folder.resolve("ps_data.xy")).getFirst().split(" "))
                .hasSize(5);
        assertThat(Files.readAllLines(folder.resolve("ps_u-dm.9.xy")).get(40)).endsWith(" 0");
        var bytes = java.nio.ByteBuffer.wrap(Files.readAllBytes(folder.resolve("ph_uw.flt")))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.capacity()).isEqualTo(1382 * 16 * 4);
        run("velocity", "--type", "u");
        double[] u = numbers("ps_plot_u", "ph_disp");
        assertThat((double) bytes.getFloat(4 * (3 + 16 * 77))).isEqualTo(u[77 + 3 * 1382]);
        assertThat(bytes.getFloat(4 * (8 + 16 * 77))).isZero();
    }

    @Test
    void mapsAreMovedByTheOffset() {
        run("params", "set", "lonlat_offset", "[10", "0]");
        var plot = run("plot", "--what", "v", "--out", root.resolve("v.png").toString());

        assertThat(plot.get("points").asInt()).isEqualTo(1382);
        assertThat(root.resolve("v.png")).isNotEmptyFile();
        var relative = run(
                "plot",
                "--what",
                "u",
                "--ref-ifg",
                "-1",
                "--out",
                root.resolve("u.png").toString());
        assertThat(relative.get("maps").asInt()).isEqualTo(16);
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
