package dev.stampede.insar.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.io.mat.Mat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTableTest {
    /// Of which only one value is accepted; the page says so.
    private static final Set<String> REFUSED = Set.of("quick_est_gamma_flag", "krig_atmo", "unwrap_alpha");

    @Test
    void thePageIsThatOfTheTable() throws IOException {
        var page = Path.of("..").resolve("docs/parameters.md");

        assertThat(Files.readString(page))
                .as("docs/parameters.md is made by: make parameters")
                .isEqualTo(ParameterPage.markdown());
    }

    @Test
    void everyParameterAStageReadsIsInTheTable() {
        var known = ParameterTable.all().stream().map(ParameterInfo::name).toList();

        for (var step : StageFiles.ALL) {
            assertThat(known).as("stage " + step.stage()).containsAll(step.parameters());
        }
    }

    @Test
    void everyParameterIsReadOrRefusesAllValuesButOne() {
        for (var p : ParameterTable.all()) {
            assertThat(p.readers()).as(p.name()).isNotEmpty();
            assertThat(p.effect().contains("refused")).as(p.name()).isEqualTo(REFUSED.contains(p.name()));
        }
    }

    @Test
    void defaultsFitTheirRules() {
        for (boolean smallBaseline : new boolean[] {false, true}) {
            var parameters = Parameters.defaults(smallBaseline, "snap");
            var names = List.copyOf(parameters.values().keySet());
            ParameterTable.requireValid(parameters, names);
            assertThat(names).hasSizeGreaterThan(50);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scla_method, L3",
        "max_topo_err, 0",
        "clap_win, 30",
        "unwrap_gold_n_win, 31",
        "subtr_tropo, maybe",
        "quick_est_gamma_flag, n",
        "gamma_max_iterations, 0",
        "ref_lon, 7",
        "scn_deramp_ifg, some",
        "krig_atmo, y",
        "unwrap_alpha, 7",
        "plot_scatterer_size, 0",
        "plot_pixels_scatterer, -1",
        "plot_dem_posting, 0",
        "shade_rel_angle, [90 0]",
        "shade_rel_angle, 45",
        "unwrap_method, 4D",
        "weed_time_win, NaN"
    })
    void refusesWhatDoesNotFitByName(String name, String text) {
        var value = ParameterText.parse(text);
        var parameters = Parameters.defaults(false, "snap").with(name, value);

        assertThatThrownBy(() -> ParameterTable.requireValid(parameters, List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter " + name + " is " + text)
                .hasMessageContaining("expected");
    }

    @Test
    void acceptsListsWordsAndAbbreviations() {
        var parameters = Parameters.defaults(false, "snap")
                .with("scn_deramp_ifg", Mat.text("all"))
                .with("drop_ifg_index", Mat.row(3, 4))
                .with("scla_method", Mat.text("l1"))
                .with("ref_radius", Mat.scalar(Double.NEGATIVE_INFINITY));

        ParameterTable.requireValid(
                parameters, List.of("scn_deramp_ifg", "drop_ifg_index", "scla_method", "ref_radius"));
    }
}
