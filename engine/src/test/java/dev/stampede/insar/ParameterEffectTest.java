package dev.stampede.insar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.params.ParameterText;
import dev.stampede.insar.stage2.Stage2;
import dev.stampede.insar.stage3.Stage3;
import dev.stampede.insar.stage4.Stage4;
import dev.stampede.insar.stage6.Stage6;
import dev.stampede.insar.stage7.Stage7;
import dev.stampede.insar.stage8.Stage8;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatText;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A parameter that a stage reads changes what the stage writes. What the change should be is for the tests
/// of the stages; here only that none is passed over.
class ParameterEffectTest {
    private static final Map<String, Long> DEFAULTS = new HashMap<>();

    @TempDir
    Path scratch;

    /// What a stage starts from and which variables tell that something changed.
    private record Case(Supplier<Stage> stage, List<String> inputs, List<String> outputs) {}

    private static final Map<Integer, Case> CASES = Map.of(
            2,
            new Case(Stage2::new, List.of("stage1/PATCH_1"), List.of("pm1.coh_ps", "pm1.K_ps")),
            3,
            new Case(
                    Stage3::new,
                    List.of("stage1/PATCH_1", "stage2/PATCH_1"),
                    List.of("select1.ix", "select1.keep_ix", "select1.ph_patch2", "select1.coh_thresh")),
            4,
            new Case(
                    Stage4::new,
                    List.of("stage1/PATCH_1", "stage2/PATCH_1", "stage3/PATCH_1"),
                    List.of("weed1.ix_weed", "weed1.ps_std")),
            6,
            new Case(
                    Stage6::new,
                    List.of("stage5b"),
                    List.of("uw_grid.ph", "uw_space_time.dph_space_uw", "phuw2.ph_uw")),
            7,
            new Case(Stage7::new, List.of("stage5b", "stage6"), List.of("scla2.K_ps_uw", "scla2.C_ps_uw")),
            8,
            new Case(Stage8::new, List.of("stage5b", "stage6", "stage7"), List.of("scn2.ph_scn_slave", "mean_v.m")));

    @ParameterizedTest(name = "stage {0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | lambda | 0.03",
                "2 | max_topo_err | 5",
                "2 | filter_grid_size | 60",
                "2 | filter_weighting | SNR",
                "2 | clap_win | 40",
                "2 | clap_low_pass_wavelength | 500",
                "2 | clap_alpha | 0.5",
                "2 | clap_beta | 0.6",
                "2 | gamma_change_convergence | 10",
                "2 | gamma_max_iterations | 1",
                "3 | slc_osf | 2",
                "3 | select_reest_gamma_flag | n",
                "3 | clap_alpha | 0.5",
                "3 | clap_beta | 0.6",
                "3 | select_method | PERCENT",
                "3 | density_rand | 40",
                "3 | percent_rand | 1, select_method=PERCENT",
                "3 | gamma_stdev_reject | 0.05",
                "3 | drop_ifg_index | [3 7]",
                "4 | drop_ifg_index | [3 7]",
                "4 | weed_time_win | 100",
                "4 | weed_standard_dev | 0.5",
                "4 | weed_max_noise | 1",
                "4 | weed_neighbours | y",
                "6 | lambda | 0.03",
                "6 | max_topo_err | 5",
                "6 | drop_ifg_index | 3",
                "6 | unwrap_method | 3D_NO_DEF",
                "6 | unwrap_method | 2D",
                "6 | unwrap_patch_phase | y",
                "6 | unwrap_la_error_flag | n",
                "6 | unwrap_prefilter_flag | n",
                "6 | unwrap_grid_size | 150",
                "6 | unwrap_gold_n_win | 24",
                "6 | unwrap_gold_alpha | 0.3",
                "6 | unwrap_time_win | 60",
                "7 | drop_ifg_index | 3",
                "7 | scla_method | L1",
                "7 | scla_deramp | y",
                "7 | scla_drop_index | 3",
                "7 | ref_lon | [11.29 11.31]",
                "7 | ref_lat | [44.59 44.61]",
                "7 | ref_radius | 500, ref_centre_lonlat=[11.3 44.6]",
                "7 | ref_x | [-500 500], ref_y=[-500 500]",
                "8 | drop_ifg_index | 3",
                "8 | scn_wavelength | 60",
                "8 | scn_time_win | 100",
                "8 | scn_deramp_ifg | all",
                "8 | scn_kriging_flag | y",
                "8 | ref_lon | [11.29 11.31]"
            })
    void changesTheResult(int stage, String name, String values) throws IOException {
        long usual = usual(stage);

        // The second setting makes the first one count; on its own it must not be what changes the result.
        var settings = (name + "=" + values).split(", ");
        long changed = run(stage, settings);

        assertThat(changed).isNotEqualTo(usual);
        if (settings.length > 1 && settings[1].startsWith("select_method")) {
            assertThat(changed).isNotEqualTo(run(stage, settings[1]));
        }
    }

    private long usual(int stage) throws IOException {
        var known = DEFAULTS.get("stage" + stage);
        if (known != null) {
            return known;
        }
        long value = run(stage);
        DEFAULTS.put("stage" + stage, value);
        return value;
    }

    private long run(int stage, String... settings) throws IOException {
        var c = CASES.get(stage);
        var folder = Files.createDirectories(scratch.resolve("PATCH_1"));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        try (var work = new GoldenWorkspace(Golden.psSmall(), folder, 2)
                .with(c.inputs().toArray(String[]::new))
                .settings(withGoldenHistogram())) {
            for (var setting : settings) {
                var parts = setting.split("=");
                switch (ParameterText.parse(parts[1])) {
                    case MatText text -> work.set(parts[0], text.codeUnits());
                    case MatArray array -> work.set(parts[0], array.toDoubles());
                    default -> throw new AssertionError(setting);
                }
            }
            var summary = c.stage().get().run(work.context());
            assertThat(summary.emptyReason()).isEmpty();
            long hash = 17;
            for (var output : c.outputs()) {
                hash = 31 * hash + hash(folder, output);
            }
            return hash;
        }
    }

    private static RunSettings withGoldenHistogram() {
        var d = RunSettings.defaults();
        return new RunSettings(
                Optional.of(Golden.psSmall().resolve("expected/stage2")),
                d.randomSeed(),
                d.histogramCache(),
                d.unwrapper(),
                d.snaphuProgram(),
                d.triangulator(),
                d.gridScale(),
                d.ifgWorkers(),
                d.chunkPs(),
                d.chunkEdges(),
                d.maxMemoryBytes());
    }

    private static long hash(Path folder, String artifactAndName) throws IOException {
        var parts = artifactAndName.split("\\.");
        try (var arena = java.lang.foreign.Arena.ofConfined();
                var file = MatFiles.open(folder.resolve(parts[0] + ".mat"))) {
            var array = (MatArray) file.read(arena, parts[1]);
            long hash = Arrays.hashCode(array.dims());
            var bytes = array.re();
            for (long i = 0; i < bytes.byteSize(); i++) {
                hash = 31 * hash + bytes.get(ValueLayout.JAVA_BYTE, i);
            }
            return hash;
        }
    }
}
