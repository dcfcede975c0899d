package dev.stampede.insar.pipeline.config;

import static dev.stampede.insar.pipeline.config.ConfigKey.bytes;
import static dev.stampede.insar.pipeline.config.ConfigKey.flag;
import static dev.stampede.insar.pipeline.config.ConfigKey.list;
import static dev.stampede.insar.pipeline.config.ConfigKey.map;
import static dev.stampede.insar.pipeline.config.ConfigKey.number;
import static dev.stampede.insar.pipeline.config.ConfigKey.text;
import static dev.stampede.insar.pipeline.config.ConfigKey.whole;
import static dev.stampede.insar.pipeline.config.ConfigKey.word;

import dev.stampede.runtime.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every known setting. The table is the documentation: names, defaults, accepted values.
final class ConfigKeys {
    /// Words accepted wherever a backend is named. `threads`, `io` and `processes` are scheduling words of
    /// older configurations and mean the reference kernels.
    static final String[] BACKENDS = {
        "auto",
        "reference",
        "python",
        "cpu",
        "vector",
        "native",
        "cuda",
        "gpu",
        "threads",
        "thread",
        "io",
        "processes",
        "process"
    };

    private static final List<String> EXACT_KEYS = List.of(
            "ix",
            "keep_ix",
            "ix_weed",
            "ix_weed2",
            "ifg_index",
            "master_ix",
            "sort_ix",
            "edgs",
            "n_edge",
            "rowix",
            "colix",
            "n_ps",
            "n_ifg",
            "n_image",
            "nzix",
            "grid_ij");

    private static final Map<String, ConfigKey> BY_NAME = index(
            word("runtime.backend", "auto", "kernels of the whole run", BACKENDS),
            word("runtime.stage2_kernel_backend", "auto", "kernels of stage 2", BACKENDS),
            map("runtime.kernel_backend_overrides", "backend per kernel name"),
            map("runtime.stage2_patch_backend_overrides", "stage 2 backend per patch name"),
            whole("runtime.io_workers", 8, 1, "threads reading and writing files"),
            whole("runtime.cpu_workers", 0, 0, "threads computing; 0 = all this process may use"),
            whole("runtime.stage2_native_threads", 0, 0, "threads of stage 2; 0 = as cpu_workers"),
            word(
                    "runtime.stage6_solver",
                    "auto",
                    "phase unwrapping",
                    "auto",
                    "native",
                    "backend",
                    "snaphu",
                    "external"),
            number("runtime.stage6_grid_scale", 1.0, Double.MIN_VALUE, "factor on unwrap_grid_size"),
            whole("runtime.stage6_max_flow_passes", 0, 0, "0 = until the solution is optimal"),
            whole("runtime.stage6_ifg_workers", 0, 0, "interferograms unwrapped at once; 0 = as threads allow"),
            whole("runtime.stage7_chunk_ps", 100_000, 1, "points per block in stages 7 and 8"),
            whole("runtime.stage8_chunk_edges", 200_000, 1, "edges per block"),
            flag("runtime.enable_mat_stage_cache", true, "keep decoded artifacts between stages"),
            word(
                    "runtime.stage2_checkpoint_mode",
                    "final",
                    "when stage 2 keeps its state",
                    "final",
                    "periodic",
                    "always"),
            whole("runtime.stage2_checkpoint_interval", 1, 1, "iterations between checkpoints"),
            flag("runtime.stage2_debug", false, "side files of stage 2"),
            flag("runtime.stage4_debug", false, "side files of stage 4"),
            word("runtime.existing_policy", "skip", "what to do with results that exist", "skip", "rerun", "fail"),
            bytes("runtime.max_memory_bytes", 0, "memory the run may use; 0 = 70 % of what there is"),
            whole("runtime.gpu.device", 0, 0, "index of the device"),
            bytes("runtime.gpu.max_memory_bytes", 0, "device memory the run may use; 0 = what is free"),
            word("runtime.vector", "auto", "use of the Vector API", "auto", "off"),
            flag("runtime.deterministic", true, "same results for any number of threads"),
            whole("runtime.random_seed", 2005, Long.MIN_VALUE, "seed of the random-phase histogram of stage 2"),
            flag("runtime.keep_going_patches", false, "finish other patches when one fails"),
            text("tools.triangle", "triangle", "triangulation: triangle = built in, libtriangle or a shared library"),
            text("tools.snaphu", "snaphu", "unwrapping program, or a shared library made by make snaphu"),
            text("compat.reference_root", null, "tree whose products replace computing"),
            flag("compat.strict_reference", false, "copy products from reference_root"),
            text("compat.random_histogram", null, "folder with PATCH_n/nr_raw.mat for stage 2"),
            word(
                    "compat.bootstrap",
                    "original",
                    "resampling for deviations of velocities: covariance left in place as in StaMPS, or taken out first",
                    "original",
                    "whitened"),
            word("tolerance.profile", "strict", "whether outliers are allowed", "strict", "scientific"),
            number("tolerance.rtol", 1e-5, 0, "relative tolerance of keys without a rule"),
            number("tolerance.atol", 1e-7, 0, "absolute tolerance of keys without a rule"),
            flag("tolerance.wrap_equivalence", true, "compare the keys of wrap_keys modulo wrap_period"),
            number("tolerance.wrap_period", 2 * Math.PI, Double.MIN_VALUE, "radians"),
            list("tolerance.wrap_keys", List.of("dph_noise"), "keys compared modulo wrap_period"),
            list("tolerance.exact_keys", EXACT_KEYS, "keys that must be equal"),
            number("tolerance.max_outlier_fraction", 0.0, 0, "of the values of one key; profile scientific only"),
            number("tolerance.max_abs", null, 0, "largest difference of an outlier"),
            map("tolerance.key_tolerances", "rtol, atol, max_outlier_fraction, max_abs per key"));

    /// Old spellings of sections and keys.
    private static final Map<String, String> ALIASES = Map.of("compatibility.", "compat.");

    private ConfigKeys() {}

    private static Map<String, ConfigKey> index(ConfigKey... keys) {
        Map<String, ConfigKey> table = new LinkedHashMap<>();
        Stream.of(keys).forEach(key -> table.put(key.name(), key));
        return table;
    }

    static Iterable<ConfigKey> all() {
        return BY_NAME.values();
    }

    static Optional<ConfigKey> find(String name) {
        return Optional.ofNullable(BY_NAME.get(canonical(name)));
    }

    /// The name with an old section replaced.
    static String canonical(String name) {
        for (var alias : ALIASES.entrySet()) {
            if (name.startsWith(alias.getKey())) {
                return alias.getValue() + name.substring(alias.getKey().length());
            }
        }
        return name;
    }

    static boolean isSection(String name) {
        String prefix = canonical(name + ".");
        return BY_NAME.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /// The mapping a name such as `runtime.kernel_backend_overrides.stage2_topofit` adds an entry to.
    static Optional<ConfigKey> mapOf(String name) {
        String full = canonical(name);
        return BY_NAME.values().stream()
                .filter(key -> key.kind() == ConfigKey.Kind.MAP && full.startsWith(key.name() + "."))
                .findFirst();
    }

    /// @throws ConfigException always, naming the nearest known key
    static ConfigException unknown(String name, String origin) {
        return new ConfigException("unknown configuration key " + name + " (" + origin + "); "
                + Nearest.of(canonical(name), BY_NAME.keySet())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("sections are runtime, tools, compat, tolerance"));
    }
}
