package dev.stampede.insar.stage6;

import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.params.Parameters;

/// The parameters of stage 6.
///
/// @param method        of expected phase and uncertainty
/// @param patchPhase    whether the spatially filtered phase is unwrapped and the rest added afterwards
/// @param gridSize      of a cell, m, run scale included
/// @param prefilter     whether the grid is filtered
/// @param filterWindow  cells of a filter window, even
/// @param filterAlpha   exponent of the filter
/// @param timeWindow    standard deviation of the smoothing in time, d
/// @param lookAngle     whether the look-angle error of arcs is estimated
/// @param maxTopoError  largest height error searched for, m
/// @param wavelength    m; NaN until stage 1 has read it from the export
/// @param rampFeedback  whether a ramp in `scla_smooth2` is taken out before unwrapping
/// @param holdGood      whether phase of an earlier run that closes its loops is kept; small baselines only
/// @param spatialCosts  whether edges take the gradient around them where that explains them better
/// @param dropped       interferograms left out, zero-based
record Stage6Settings(
        UnwrapMethod method,
        boolean patchPhase,
        double gridSize,
        boolean prefilter,
        int filterWindow,
        double filterAlpha,
        double timeWindow,
        boolean lookAngle,
        double maxTopoError,
        double wavelength,
        boolean rampFeedback,
        boolean holdGood,
        boolean spatialCosts,
        int[] dropped) {

    /// @throws dev.stampede.insar.model.UnsupportedModeException if the method is not known
    /// @throws IllegalArgumentException if a number is out of range
    /// @param oneReference whether all interferograms start at one image
    static Stage6Settings of(Parameters p, RunSettings run, boolean oneReference) {
        var settings = new Stage6Settings(
                UnwrapMethod.of(p.text("unwrap_method"), oneReference),
                p.flag("unwrap_patch_phase"),
                positive(p, "unwrap_grid_size") * run.gridScale(),
                p.flag("unwrap_prefilter_flag"),
                (int) p.number("unwrap_gold_n_win"),
                p.number("unwrap_gold_alpha"),
                positive(p, "unwrap_time_win"),
                p.flag("unwrap_la_error_flag"),
                p.number("max_topo_err"),
                p.number("lambda"),
                p.flag("scla_deramp"),
                p.has("unwrap_hold_good_values") && p.flag("unwrap_hold_good_values"),
                p.has("unwrap_spatial_cost_func_flag") && p.flag("unwrap_spatial_cost_func_flag"),
                p.indices("drop_ifg_index"));
        if (settings.filterWindow < 2 || settings.filterWindow % 2 != 0) {
            throw new IllegalArgumentException(
                    "parameter unwrap_gold_n_win is " + settings.filterWindow + ", must be even and at least 2");
        }
        return settings;
    }

    /// @throws IllegalArgumentException if the look-angle error is searched and the wavelength is not known
    void requireWavelength() {
        if (lookAngle && !(wavelength > 0)) {
            throw new IllegalArgumentException(
                    "parameter lambda is " + wavelength + ", expected the wavelength in metres; stage 1 sets it");
        }
    }

    /// Whether windows are laid over the grid.
    boolean usesWindows() {
        return prefilter || lowPass() || spatialCosts;
    }

    /// Whether the grid is also low-passed.
    boolean lowPass() {
        return method == UnwrapMethod.NETWORK_FITTED;
    }

    private static double positive(Parameters p, String name) {
        double value = p.number(name);
        if (!(value > 0)) {
            throw new IllegalArgumentException("parameter " + name + " is " + value + ", must be positive");
        }
        return value;
    }
}
