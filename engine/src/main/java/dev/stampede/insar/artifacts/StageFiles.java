package dev.stampede.insar.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files one step of the chain reads and leaves, by artifact name (without `.mat`) or by full file name
/// where it is not a MAT file. Stage 5 has two steps, one per patch and one merged.
///
/// Stage skipping, invalidation, input checks, status and the error "made by stage N" all read this one table.
///
/// @param stage      1 to 8
/// @param merged     whether it works in the dataset root instead of a patch
/// @param title      a few words for people
/// @param marker     the artifact whose presence says that the step is done; published last
/// @param required   artifacts it cannot work without
/// @param optional   artifacts it uses when they exist
/// @param companions artifacts a complete bundle holds beside the marker, in both modes
/// @param companionsSingle further companions of single-master datasets
/// @param companionsSmallBaseline further companions of small-baseline datasets
/// @param extras     artifacts it may leave besides
/// @param parameters science parameters its result depends on, besides `small_baseline_flag`
public record StageFiles(
        int stage,
        boolean merged,
        String title,
        String marker,
        List<String> required,
        List<String> optional,
        List<String> companions,
        List<String> companionsSingle,
        List<String> companionsSmallBaseline,
        List<String> extras,
        List<String> parameters) {

    private static final List<String> REFERENCE_AREA =
            List.of("ref_lon", "ref_lat", "ref_centre_lonlat", "ref_radius", "ref_x", "ref_y");

    /// Every step in the order in which they run.
    public static final List<StageFiles> ALL = List.of(
            step(1, false, "load candidates", "ps1")
                    .companions("ph1", "bp1")
                    .extras("da1", "hgt1", "la1", "inc1", "psver", "no_ps_info")
                    .parameters("insar_processor")
                    .build(),
            step(2, false, "estimate temporal coherence", "pm1")
                    .required("ps1", "ph1", "bp1")
                    .optional("da1", "inc1", "la1")
                    .parameters(
                            "lambda",
                            "max_topo_err",
                            "quick_est_gamma_flag",
                            "filter_grid_size",
                            "filter_weighting",
                            "clap_win",
                            "clap_low_pass_wavelength",
                            "clap_alpha",
                            "clap_beta",
                            "gamma_change_convergence",
                            "gamma_max_iterations")
                    .build(),
            step(3, false, "select persistent scatterers", "select1")
                    .required("ps1", "ph1", "bp1", "pm1")
                    .optional("da1")
                    .parameters(
                            "slc_osf",
                            "quick_est_gamma_flag",
                            "select_reest_gamma_flag",
                            "clap_win",
                            "clap_alpha",
                            "clap_beta",
                            "select_method",
                            "density_rand",
                            "percent_rand",
                            "gamma_stdev_reject",
                            "drop_ifg_index")
                    .build(),
            step(4, false, "weed and promote", "weed1")
                    .required("ps1", "ph1", "bp1", "pm1", "select1")
                    .optional("da1", "hgt1", "la1", "inc1")
                    .companions("ps2", "ph2", "pm2", "bp2")
                    .extras("hgt2", "la2", "inc2", "da2", "psver", "no_ps_info")
                    .parameters(
                            "drop_ifg_index",
                            "weed_time_win",
                            "weed_standard_dev",
                            "weed_max_noise",
                            "weed_zero_elevation",
                            "weed_neighbours")
                    .build(),
            step(5, false, "correct phase", "rc2")
                    .required("ps2", "ph2", "pm2", "bp2")
                    .build(),
            step(5, true, "merge patches", "ifgstd2")
                    .companions("ps2", "ph2", "pm2", "bp2", "rc2")
                    .extras("hgt2", "la2", "inc2", "da2", "phuw2", "psver")
                    .parameters("heading", "merge_resample_size", "merge_standard_dev")
                    .build(),
            step(6, true, "unwrap", "phuw2")
                    .required("ps2", "pm2", "rc2")
                    .optional("ph2", "bp2", "hgt2", "la2", "inc2", "ifgstd2", "tca2", "tca_sb2")
                    .companionsSmallBaseline("phuw_sb2", "phuw_sb_res2")
                    .extras("uw_phaseuw", "uw_grid", "uw_interp", "uw_space_time", "uw_stat_cost", "uw_unwrap_time")
                    .parameters(
                            "lambda",
                            "max_topo_err",
                            "drop_ifg_index",
                            "scla_deramp",
                            "subtr_tropo",
                            "tropo_method",
                            "unwrap_method",
                            "unwrap_patch_phase",
                            "unwrap_la_error_flag",
                            "unwrap_spatial_cost_func_flag",
                            "unwrap_prefilter_flag",
                            "unwrap_grid_size",
                            "unwrap_gold_n_win",
                            "unwrap_gold_alpha",
                            "unwrap_alpha",
                            "unwrap_time_win",
                            "unwrap_hold_good_values")
                    .parameters(REFERENCE_AREA)
                    .build(),
            step(7, true, "estimate look-angle error", "scla2")
                    .required("ps2", "phuw2", "ifgstd2")
                    .optional(
                            "bp2",
                            "hgt2",
                            "phuw_sb2",
                            "phuw_sb_res2",
                            "tca2",
                            "tca_sb2",
                            "aps2",
                            "aps_sb2",
                            "deramp_degree")
                    .companionsSingle("scla_smooth2")
                    .companionsSmallBaseline("scla_sb2", "scla_smooth_sb2")
                    .parameters(
                            "drop_ifg_index",
                            "scla_method",
                            "scla_deramp",
                            "scla_drop_index",
                            "sb_scla_drop_index",
                            "subtr_tropo",
                            "tropo_method")
                    .parameters(REFERENCE_AREA)
                    .build(),
            step(8, true, "estimate correlated noise", "scn2")
                    .required("ps2", "phuw2")
                    .optional("scla2", "ifgstd2", "phuw_sb_res2")
                    .extras("mean_v", "mv2")
                    .parameters(
                            "lambda",
                            "drop_ifg_index",
                            "scn_wavelength",
                            "scn_time_win",
                            "scn_deramp_ifg",
                            "scn_kriging_flag",
                            "krig_atmo",
                            "unwrap_grid_size")
                    .parameters(REFERENCE_AREA)
                    .build());

    /// The step of a stage in one scope.
    /// @throws IllegalArgumentException if there is none
    public static StageFiles of(int stage, boolean merged) {
        return find(stage, merged)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no stage " + stage + (merged ? " for the merged dataset" : " for patches")));
    }

    public static Optional<StageFiles> find(int stage, boolean merged) {
        return ALL.stream().filter(s -> s.stage == stage && s.merged == merged).findFirst();
    }

    /// Artifacts a complete bundle must hold, the marker first.
    public List<String> bundle(boolean smallBaseline) {
        var names = new ArrayList<String>();
        names.add(marker);
        names.addAll(companions);
        names.addAll(smallBaseline ? companionsSmallBaseline : companionsSingle);
        return names;
    }

    /// Every artifact the step may leave in either mode, the marker first.
    public List<String> products() {
        return Stream.of(List.of(marker), companions, companionsSingle, companionsSmallBaseline, extras)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /// Everything it reads, required first.
    public List<String> inputs() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    /// Whether this step runs before `other`.
    public boolean isBefore(StageFiles other) {
        return ALL.indexOf(this) < ALL.indexOf(other);
    }

    private static Builder step(int stage, boolean merged, String title, String marker) {
        return new Builder(stage, merged, title, marker);
    }

    /// Collects the lists of one row of the table.
    private static final class Builder {
        private final int stage;
        private final boolean merged;
        private final String title;
        private final String marker;
        private List<String> required = List.of();
        private List<String> optional = List.of();
        private List<String> companions = List.of();
        private List<String> companionsSingle = List.of();
        private List<String> companionsSmallBaseline = List.of();
        private List<String> extras = List.of();
        private final List<String> parameters = new ArrayList<>();

        Builder(int stage, boolean merged, String title, String marker) {
            this.stage = stage;
            this.merged = merged;
            this.title = title;
            this.marker = marker;
        }

        Builder required(String... names) {
            required = List.of(names);
            return this;
        }

        Builder optional(String... names) {
            optional = List.of(names);
            return this;
        }

        Builder companions(String... names) {
            companions = List.of(names);
            return this;
        }

        Builder companionsSingle(String... names) {
            companionsSingle = List.of(names);
            return this;
        }

        Builder companionsSmallBaseline(String... names) {
            companionsSmallBaseline = List.of(names);
            return this;
        }

        Builder extras(String... names) {
            extras = List.of(names);
            return this;
        }

        Builder parameters(String... names) {
            return parameters(List.of(names));
        }

        Builder parameters(List<String> names) {
            parameters.addAll(names);
            return this;
        }

        StageFiles build() {
            return new StageFiles(
                    stage,
                    merged,
                    title,
                    marker,
                    required,
                    optional,
                    companions,
                    companionsSingle,
                    companionsSmallBaseline,
                    extras,
                    List.copyOf(parameters));
        }
    }
}
