package dev.stampede.insar.params;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// Default value of every processing parameter, for single-master and for small-baseline datasets. Values as StaMPS
/// 4.0b6 sets them, including parameters that only plots or other programs read.
public final class ParameterDefaults {
    private static final double INF = Double.POSITIVE_INFINITY;

    /// Set by stage 1 from the image's metadata; `platform` has no default.
    public static final Set<String> FROM_METADATA = Set.of("heading", "lambda", "platform");

    /// Read by some stages when present, never given a default.
    public static final Set<String> WITHOUT_DEFAULT = Set.of("platform", "ref_x", "ref_y", "krig_atmo");

    private ParameterDefaults() {}

    /// All defaults in alphabetical order; `small_baseline_flag` is not among them.
    ///
    /// @param smallBaseline `small_baseline_flag` of the dataset
    /// @param processor     `snap`, `gamma`, `doris`, `isce` or `gsar`
    public static SequencedMap<String, MatValue> of(boolean smallBaseline, String processor) {
        var d = new TreeMap<String, MatValue>();
        d.put("insar_processor", Mat.text(processor));
        d.put("heading", Mat.scalar(Double.NaN));
        d.put("lambda", Mat.scalar(Double.NaN));
        selection(d, smallBaseline);
        unwrapping(d, smallBaseline);
        afterUnwrapping(d, smallBaseline);
        display(d);
        return d;
    }

    private static void selection(TreeMap<String, MatValue> d, boolean smallBaseline) {
        d.put("slc_osf", Mat.scalar(1.0));
        d.put("quick_est_gamma_flag", Mat.text("y"));
        d.put("select_reest_gamma_flag", Mat.text("y"));
        d.put("max_topo_err", Mat.scalar(20.0));
        d.put("filter_grid_size", Mat.scalar(50.0));
        d.put("filter_weighting", Mat.text("P-square"));
        d.put("clap_win", Mat.scalar(32.0));
        d.put("clap_low_pass_wavelength", Mat.scalar(800.0));
        d.put("clap_alpha", Mat.scalar(1.0));
        d.put("clap_beta", Mat.scalar(0.3));
        d.put("gamma_change_convergence", Mat.scalar(0.005));
        d.put("gamma_max_iterations", Mat.scalar(3.0));
        d.put("select_method", Mat.text("DENSITY"));
        d.put("density_rand", Mat.scalar(smallBaseline ? 2.0 : 20.0));
        d.put("percent_rand", Mat.scalar(smallBaseline ? 1.0 : 20.0));
        d.put("gamma_stdev_reject", Mat.scalar(0.0));
        d.put("drop_ifg_index", Mat.empty());
        d.put("weed_time_win", Mat.scalar(730.0));
        d.put("weed_standard_dev", Mat.scalar(smallBaseline ? INF : 1.0));
        d.put("weed_max_noise", Mat.scalar(INF));
        d.put("weed_zero_elevation", Mat.text("n"));
        d.put("weed_neighbours", Mat.text("n"));
        d.put("merge_resample_size", Mat.scalar(smallBaseline ? 100.0 : 0.0));
        d.put("merge_standard_dev", Mat.scalar(INF));
        d.put("n_cores", Mat.scalar(1.0));
    }

    private static void unwrapping(TreeMap<String, MatValue> d, boolean smallBaseline) {
        d.put("unwrap_method", Mat.text(smallBaseline ? "3D_QUICK" : "3D"));
        d.put("unwrap_patch_phase", Mat.text("n"));
        d.put("unwrap_la_error_flag", Mat.text("y"));
        d.put("unwrap_spatial_cost_func_flag", Mat.text("n"));
        d.put("unwrap_prefilter_flag", Mat.text("y"));
        d.put("unwrap_grid_size", Mat.scalar(200.0));
        d.put("unwrap_gold_n_win", Mat.scalar(32.0));
        d.put("unwrap_gold_alpha", Mat.scalar(0.8));
        d.put("unwrap_alpha", Mat.scalar(8.0));
        d.put("unwrap_time_win", Mat.scalar(730.0));
        d.put("unwrap_hold_good_values", Mat.text("n"));
    }

    private static void afterUnwrapping(TreeMap<String, MatValue> d, boolean smallBaseline) {
        d.put("scla_method", Mat.text("L2"));
        d.put("scla_deramp", Mat.text("n"));
        d.put("scla_drop_index", Mat.empty());
        if (smallBaseline) {
            d.put("sb_scla_drop_index", Mat.empty());
        }
        d.put("subtr_tropo", Mat.text("n"));
        d.put("tropo_method", Mat.text("a_l"));
        d.put("scn_wavelength", Mat.scalar(100.0));
        d.put("scn_time_win", Mat.scalar(365.0));
        d.put("scn_deramp_ifg", Mat.empty());
        d.put("scn_kriging_flag", Mat.text("n"));
        d.put("ref_lon", Mat.row(-INF, INF));
        d.put("ref_lat", Mat.row(-INF, INF));
        d.put("ref_centre_lonlat", Mat.row(0, 0));
        d.put("ref_radius", Mat.scalar(INF));
        d.put("ref_velocity", Mat.scalar(0.0));
    }

    private static void display(TreeMap<String, MatValue> d) {
        d.put("plot_dem_posting", Mat.scalar(90.0));
        d.put("plot_scatterer_size", Mat.scalar(120.0));
        d.put("plot_pixels_scatterer", Mat.scalar(3.0));
        d.put("plot_color_scheme", Mat.text("inflation"));
        d.put("shade_rel_angle", Mat.row(90, 45));
        d.put("lonlat_offset", Mat.row(0, 0));
    }
}
