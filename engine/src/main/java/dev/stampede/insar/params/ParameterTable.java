package dev.stampede.insar.params;

import static dev.stampede.insar.params.ParameterRule.any;
import static dev.stampede.insar.params.ParameterRule.anyNumber;
import static dev.stampede.insar.params.ParameterRule.flag;
import static dev.stampede.insar.params.ParameterRule.lamp;
import static dev.stampede.insar.params.ParameterRule.notNegative;
import static dev.stampede.insar.params.ParameterRule.number;
import static dev.stampede.insar.params.ParameterRule.numbersFromOne;
import static dev.stampede.insar.params.ParameterRule.oneOf;
import static dev.stampede.insar.params.ParameterRule.pair;
import static dev.stampede.insar.params.ParameterRule.positive;
import static dev.stampede.insar.params.ParameterRule.whole;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every science parameter: defaults, accepted values, effect. The page `docs/parameters.md` is made from
/// it, new datasets get their defaults from it, and a run is refused when a value does not fit.
public final class ParameterTable {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final List<ParameterInfo> ALL = build();

    private ParameterTable() {}

    /// In the order of the chain.
    public static List<ParameterInfo> all() {
        return ALL;
    }

    public static Optional<ParameterInfo> find(String name) {
        return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /// Refuses values that do not fit, of these parameters and as far as they are set.
    /// @throws IllegalArgumentException naming the first one, its value and what is accepted
    public static void requireValid(Parameters parameters, List<String> names) {
        for (var name : names) {
            var value = parameters.values().get(name);
            if (value != null) {
                find(name).flatMap(info -> info.rule().problem(name, value)).ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
            }
        }
    }

    private static List<ParameterInfo> build() {
        var rows = new ArrayList<ParameterInfo>();
        dataset(rows);
        coherence(rows);
        selection(rows);
        unwrapping(rows);
        lookAngle(rows);
        noise(rows);
        reference(rows);
        display(rows);
        return List.copyOf(rows);
    }

    private static void dataset(List<ParameterInfo> t) {
        add(t, "small_baseline_flag", null, null, flag(), "", "kind of dataset; fixed by preparation", "every command");
        add(
                t,
                "insar_processor",
                null,
                null,
                oneOf("snap", "gamma", "doris", "isce", "gsar"),
                "",
                "layout of the export; preparation sets it");
        add(t, "heading", Double.NaN, anyNumber(), "degrees", "direction of flight; stage 1 sets it");
        add(t, "lambda", Double.NaN, anyNumber(), "m", "wavelength; stage 1 sets it", "plot", "velocity", "export");
        add(
                t,
                "platform",
                null,
                null,
                any("a word"),
                "",
                "satellite; stage 1 sets it. `ENVISAT`: the drift of its oscillator is taken out of velocities and"
                        + " displacements",
                "plot",
                "velocity",
                "export");
        add(
                t,
                "n_cores",
                1.0,
                whole("whole, >= 1", 1, 1),
                "",
                "threads of a run when more than 1 and `runtime.cpu_workers` is 0; results do not depend on it",
                "run");
    }

    private static void coherence(List<ParameterInfo> t) {
        add(t, "max_topo_err", 20.0, positive(), "m", "largest height error that is searched for");
        add(
                t,
                "quick_est_gamma_flag",
                "y",
                oneOf("y"),
                "",
                "`n` is refused: its routine is no longer part of the original either");
        add(t, "filter_grid_size", 50.0, positive(), "m", "cells of the grid that is filtered");
        add(
                t,
                "filter_weighting",
                "P-square",
                any("`P-square`; else signal to noise"),
                "",
                "weight of a candidate on the grid");
        add(t, "clap_win", 32.0, whole("whole, multiple of 8", 8, 8), "cells", "window of the filter");
        add(t, "clap_low_pass_wavelength", 800.0, positive(), "m", "low-pass part of the filter");
        add(t, "clap_alpha", 1.0, notNegative(), "", "exponent of the adaptive part of the filter");
        add(t, "clap_beta", 0.3, notNegative(), "", "weight of the adaptive part of the filter");
        add(
                t,
                "gamma_change_convergence",
                0.005,
                notNegative(),
                "",
                "stops the iteration when the change of coherence changes less");
        add(t, "gamma_max_iterations", 3.0, whole("whole, >= 1", 1, 1), "", "most iterations");
    }

    private static void selection(List<ParameterInfo> t) {
        add(t, "slc_osf", 1.0, whole("whole, >= 1", 1, 1), "", "oversampling of the images");
        add(t, "select_reest_gamma_flag", "y", flag(), "", "estimate coherence again without the candidate itself");
        add(t, "select_method", "DENSITY", any("`PERCENT`; else density"), "", "how noise that passes is counted");
        add(t, "density_rand", Mat.scalar(20.0), Mat.scalar(2.0), notNegative(), "per km2", "noise points that pass");
        add(t, "percent_rand", Mat.scalar(20.0), Mat.scalar(1.0), notNegative(), "%", "share of noise that passes");
        add(
                t,
                "gamma_stdev_reject",
                0.0,
                notNegative(),
                "",
                "largest bootstrap deviation of coherence (part-time scatterers); 0 = no limit");
        add(t, "drop_ifg_index", (double[]) null, numbersFromOne(), "", "interferograms left out");
        add(t, "weed_time_win", 730.0, positive(), "d", "smoothing in time of the noise test");
        add(t, "weed_standard_dev", Mat.scalar(1.0), Mat.scalar(INF), positive(), "rad", "largest deviation of noise");
        add(t, "weed_max_noise", INF, positive(), "rad", "largest noise in one interferogram");
        add(t, "weed_zero_elevation", "n", flag(), "", "drop points at height 0");
        add(t, "weed_neighbours", "n", flag(), "", "keep the best of adjacent pixels; no effect on small baselines");
        add(
                t,
                "merge_resample_size",
                Mat.scalar(0.0),
                Mat.scalar(100.0),
                notNegative(),
                "m",
                "cells points are averaged over when patches are merged; 0 = none");
        add(t, "merge_standard_dev", INF, positive(), "rad", "largest deviation of a cell");
    }

    private static void unwrapping(List<ParameterInfo> t) {
        add(
                t,
                "unwrap_method",
                Mat.text("3D"),
                Mat.text("3D_QUICK"),
                oneOf("3D", "3D_NEW", "3D_FULL", "3D_QUICK", "3D_SMALL_DEF", "3D_NO_DEF", "2D"),
                "",
                "how an arc's course in time weighs it in space");
        add(t, "unwrap_patch_phase", "n", flag(), "", "unwrap the filtered phase of the patches, then add the rest");
        add(t, "unwrap_la_error_flag", "y", flag(), "", "estimate the look-angle error of arcs");
        add(t, "unwrap_spatial_cost_func_flag", "n", flag(), "", "expected gradient from the phase around");
        add(t, "unwrap_prefilter_flag", "y", flag(), "", "filter the grid first");
        add(t, "unwrap_grid_size", 200.0, positive(), "m", "cells of the unwrapping grid");
        add(t, "unwrap_gold_n_win", 32.0, whole("whole, even", 2, 2), "cells", "window of that filter");
        add(t, "unwrap_gold_alpha", 0.8, notNegative(), "", "exponent of that filter");
        add(
                t,
                "unwrap_alpha",
                8.0,
                number("8", 8, 8),
                "",
                "none; other values are refused: obsolete in the original too");
        add(t, "unwrap_time_win", 730.0, positive(), "d", "smoothing of arcs in time");
        add(t, "unwrap_hold_good_values", "n", flag(), "", "keep phases whose loops close; small baselines only");
    }

    private static void lookAngle(List<ParameterInfo> t) {
        add(
                t,
                "scla_method",
                "L2",
                oneOf("L2", "L1"),
                "",
                "misfit of the look-angle error: least squares, or exact least absolute values");
        add(
                t,
                "scla_deramp",
                "n",
                flag(),
                "",
                "take orbital ramps out first; the degree is that of `deramp_degree.mat` (1, 1.5, 2 or 3), else 1");
        add(t, "scla_drop_index", (double[]) null, numbersFromOne(), "", "images left out of that estimate");
        add(
                t,
                "sb_scla_drop_index",
                null,
                Mat.empty(),
                numbersFromOne(),
                "",
                "interferograms left out of that estimate");
        add(t, "subtr_tropo", "n", flag(), "", "take the troposphere of `tca2` or `tca_sb2` out");
        add(
                t,
                "tropo_method",
                "a_l",
                any("see [troposphere](science/troposphere.md)"),
                "",
                "which correction",
                "plot",
                "velocity",
                "export");
    }

    private static void noise(List<ParameterInfo> t) {
        add(t, "scn_wavelength", 100.0, positive(), "m", "deviation of the Gaussian in space");
        add(t, "scn_time_win", 365.0, positive(), "d", "deviation of the Gaussian in time");
        add(
                t,
                "scn_deramp_ifg",
                (double[]) null,
                numbersFromOne().or("list of numbers from 1, or `all`", "all"),
                "",
                "interferograms whose ramp counts as noise");
        add(t, "scn_kriging_flag", "n", flag(), "", "krige instead of filtering with Gaussians");
        add(t, "krig_atmo", null, null, oneOf("n", "0"), "", "none; other values are refused");
    }

    private static void reference(List<ParameterInfo> t) {
        String[] readers = {"plot", "velocity", "export"};
        var everywhere = Mat.row(-INF, INF);
        add(t, "ref_lon", everywhere, everywhere, pair(), "degrees", "longitudes of the reference area", readers);
        add(t, "ref_lat", everywhere, everywhere, pair(), "degrees", "latitudes of the reference area", readers);
        var zero = Mat.row(0, 0);
        add(t, "ref_centre_lonlat", zero, zero, pair(), "degrees", "centre of the reference circle", readers);
        add(
                t,
                "ref_radius",
                Mat.scalar(INF),
                Mat.scalar(INF),
                anyNumber(),
                "m",
                "radius of the reference circle; -Inf = no reference",
                readers);
        add(
                t,
                "ref_x",
                null,
                null,
                pair(),
                "m",
                "local x of the reference area; with `ref_y` wins over the rest",
                readers);
        add(t, "ref_y", null, null, pair(), "m", "local y of the reference area", readers);
        add(t, "ref_velocity", 0.0, anyNumber(), "m/yr", "velocity of the reference area, added to tables", "export");
    }

    private static void display(List<ParameterInfo> t) {
        add(t, "plot_color_scheme", "inflation", any("a colour map"), "", "colours of maps", "plot");
        add(t, "plot_scatterer_size", 120.0, positive(), "m", "diameter of a point in maps, on the ground", "plot");
        add(t, "plot_pixels_scatterer", 3.0, positive(), "pixels", "diameter of a point in maps, at least", "plot");
        add(
                t,
                "plot_dem_posting",
                90.0,
                positive(),
                "m",
                "cells of the relief under maps (`--background relief`)",
                "plot");
        var shade = Mat.row(90, 45);
        add(
                t,
                "shade_rel_angle",
                shade,
                shade,
                lamp(),
                "degrees",
                "where the light of that relief comes from: clockwise from north, above the horizon",
                "plot");
        var none = Mat.row(0, 0);
        add(
                t,
                "lonlat_offset",
                none,
                none,
                pair(),
                "degrees",
                "added to the coordinates in maps and tables",
                "plot",
                "export");
    }

    private static void add(
            List<ParameterInfo> t,
            String name,
            MatValue single,
            MatValue smallBaseline,
            ParameterRule rule,
            String unit,
            String effect,
            String... commands) {
        t.add(new ParameterInfo(name, single, smallBaseline, rule, unit, effect, List.of(commands)));
    }

    private static void add(
            List<ParameterInfo> t,
            String name,
            double both,
            ParameterRule rule,
            String unit,
            String effect,
            String... commands) {
        add(t, name, Mat.scalar(both), Mat.scalar(both), rule, unit, effect, commands);
    }

    private static void add(
            List<ParameterInfo> t,
            String name,
            String both,
            ParameterRule rule,
            String unit,
            String effect,
            String... commands) {
        add(t, name, Mat.text(both), Mat.text(both), rule, unit, effect, commands);
    }

    /// With the empty list as default.
    private static void add(
            List<ParameterInfo> t,
            String name,
            double[] none,
            ParameterRule rule,
            String unit,
            String effect,
            String... commands) {
        add(t, name, Mat.empty(), Mat.empty(), rule, unit, effect, commands);
    }
}
