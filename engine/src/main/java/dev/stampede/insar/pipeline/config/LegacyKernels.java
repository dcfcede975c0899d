package dev.stampede.insar.pipeline.config;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.runtime.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Kernel names of configurations written for the Python predecessor. Some computations are cut differently
/// here: a name may stand for a part of another kernel, or for work that has no kernel of its own.
final class LegacyKernels {
    /// Names that mean a kernel with another name here.
    private static final Map<String, String> RENAMED = Map.of(
            "stage2_clap_filter", "stage2_clap_filter_kernel",
            "stage3_clap_filt_patch_stack", "stage3_clap_filt_patch");

    /// Names that are accepted without effect when no kernel has them.
    private static final Set<String> WITHOUT_KERNEL = Set.of(
            "stage2_grid_indices",
            "stage2_normalize_complex",
            "stage2_normalize_phase_matrix",
            "stage2_ph_weight_block",
            "stage3_select_ifg_index",
            "stage3_clap_filt_grid",
            "stage3_clap_filt_grid_stack",
            "stage3_wrap_filt",
            "stage3_wrap_filt_global",
            "stage3_coh_threshold",
            "stage4_duplicate_keep",
            "stage4_adjacent_component_keep",
            "stage4_weed_ifg_index",
            "stage4_phase_correction",
            "stage5_duplicate_keep",
            "stage5_format_merged_rc2",
            "stage5_patch_keep_mask",
            "stage6_extract_grid_values",
            "stage6_prepare_cost_offsets",
            "stage6_ps_grid_indices",
            "stage6_select_ifgw",
            "stage6_single_master_ifg_geometry",
            "stage6_unwrap_ifg_sets",
            "stage6_unwrap_grid",
            "stage7_deramp_unwrapped_phase",
            "stage7_center_to_reference",
            "stage8_weighted_lstsq",
            "weighted_slope_fit");

    /// Names a warning was given for; one per process is enough.
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private LegacyKernels() {}

    /// The overrides under the names of this engine's kernels.
    /// @throws ConfigException if a name is unknown here and there
    static Map<String, Backend> resolve(Map<String, Backend> overrides, List<KernelFamily<?>> families) {
        Set<String> known = new TreeSet<>();
        families.forEach(family -> known.add(family.id()));
        Map<String, Backend> resolved = new LinkedHashMap<>();
        overrides.forEach((name, backend) -> {
            String kernel = known.contains(name) ? name : RENAMED.getOrDefault(name, name);
            if (known.contains(kernel)) {
                resolved.put(kernel, backend);
            } else if (WITHOUT_KERNEL.contains(kernel)) {
                if (WARNED.add(name)) {
                    System.getLogger(LegacyKernels.class.getName())
                            .log(
                                    System.Logger.Level.WARNING,
                                    "runtime.kernel_backend_overrides." + name
                                            + " has no effect: this work has no kernel of its own here");
                }
            } else {
                throw new ConfigException("unknown kernel " + name + " in runtime.kernel_backend_overrides; "
                        + Nearest.of(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("see: stampede describe-backends"));
            }
        });
        return resolved;
    }
}
