package dev.stampede.insar.pipeline.config;

import dev.stampede.insar.model.RunSettings;
import dev.stampede.kernels.Availability;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.KernelRegistry;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The configuration of a run in force: every setting with its origin, and typed views of the ones the
/// engine uses. Immutable. Science parameters are not here; they belong to the dataset.
///
/// Library use: `RunConfig.defaults()`, `RunConfig.load(file)`, `config.with("runtime.cpu_workers", 4)`, or
/// [ConfigBuilder] for the full precedence.
public final class RunConfig {
    private final Map<String, Setting> settings;
    private final ToleranceConfig tolerance;

    private RunConfig(Map<String, Setting> settings) {
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        this.tolerance = new ToleranceConfig(
                text("tolerance.profile"),
                number("tolerance.rtol"),
                number("tolerance.atol"),
                flag("tolerance.wrap_equivalence"),
                number("tolerance.wrap_period"),
                list("tolerance.wrap_keys"),
                list("tolerance.exact_keys"),
                number("tolerance.max_outlier_fraction"),
                value("tolerance.max_abs") instanceof Double cap ? OptionalDouble.of(cap) : OptionalDouble.empty(),
                ToleranceConfig.keyTolerances(map("tolerance.key_tolerances")));
        if (flag("compat.strict_reference") && referenceRoot().isEmpty()) {
            throw new ConfigException("compat.strict_reference is true, but compat.reference_root is not set");
        }
        kernelOverrides();
        map("runtime.stage2_patch_backend_overrides")
                .forEach((patch, word) ->
                        Backends.parse(word.toString(), "runtime.stage2_patch_backend_overrides." + patch));
    }

    static RunConfig of(Map<String, Setting> settings) {
        return new RunConfig(settings);
    }

    /// Nothing but defaults.
    public static RunConfig defaults() {
        return new ConfigBuilder().build();
    }

    /// Defaults and one file.
    /// @throws ConfigException if it cannot be read or holds anything unknown
    public static RunConfig load(Path file) {
        return new ConfigBuilder().file(file).build();
    }

    /// A copy with one more setting.
    /// @throws ConfigException if the key is unknown or the value does not fit
    public RunConfig with(String key, Object value) {
        var builder = new ConfigBuilder();
        settings.values().stream()
                .filter(s -> !s.origin().equals("default"))
                .forEach(s -> builder.put(s.key(), s.value(), s.origin()));
        return builder.put(key, value, "program").build();
    }

    /// Every setting in force, in the order of the documentation.
    public Map<String, Setting> settings() {
        return settings;
    }

    public ToleranceConfig tolerance() {
        return tolerance;
    }

    /// Threads that compute; 0 = all this process may use.
    public int cpuWorkers() {
        return whole("runtime.cpu_workers");
    }

    /// Threads of stage 2; 0 = as [#cpuWorkers()].
    public int stage2Threads() {
        return whole("runtime.stage2_native_threads");
    }

    public int ioWorkers() {
        return whole("runtime.io_workers");
    }

    /// `skip`, `rerun` or `fail`.
    public String existingPolicy() {
        return text("runtime.existing_policy");
    }

    /// Bytes the run may use; 0 = decide from the machine.
    public long maxMemoryBytes() {
        return (Long) value("runtime.max_memory_bytes");
    }

    public boolean keepGoingPatches() {
        return flag("runtime.keep_going_patches");
    }

    /// Tree whose products are copied instead of computed, when that is asked for.
    public Optional<Path> replayRoot() {
        return flag("compat.strict_reference") ? referenceRoot() : Optional.empty();
    }

    private Optional<Path> referenceRoot() {
        return path("compat.reference_root");
    }

    /// The part of the configuration that stages see; `maxMemory` is the limit after looking at the machine.
    public RunSettings runSettings(long maxMemory, Optional<Path> histogramCache) {
        return new RunSettings(
                path("compat.random_histogram"),
                (Long) value("runtime.random_seed"),
                histogramCache,
                usesSnaphu() ? "snaphu" : "native",
                text("tools.snaphu"),
                Optional.ofNullable(text("tools.triangle")).orElse(""),
                number("runtime.stage6_grid_scale"),
                whole("runtime.stage6_ifg_workers"),
                whole("runtime.stage7_chunk_ps"),
                whole("runtime.stage8_chunk_edges"),
                maxMemory);
    }

    /// Whether interferograms are unwrapped with the user's snaphu, program or library.
    public boolean usesSnaphu() {
        return List.of("snaphu", "external").contains(text("runtime.stage6_solver"));
    }

    /// Whether deviations of velocities are drawn after the covariance has been taken out.
    public boolean whitensBootstrap() {
        return text("compat.bootstrap").equals("whitened");
    }

    /// The registry for one stage and folder. Most specific first: the patch's own backend (stage 2), the kernel's,
    /// that of stage 2, that of the run. Callers that are about to work add [KernelRegistry#requireNamed()].
    /// @param availability what can run here; CUDA, if listed, is asked again for the device of this configuration
    /// @param stage        1 to 8
    /// @param patchName    folder name, or the root's
    /// @throws dev.stampede.kernels.KernelUnavailableException if a backend named for one kernel cannot run
    public KernelRegistry registry(
            List<KernelFamily<?>> families, Map<Backend, Availability> availability, int stage, String patchName) {
        CudaKernels.configure(
                new CudaKernels.Settings(whole("runtime.gpu.device"), (Long) value("runtime.gpu.max_memory_bytes")));
        Map<Backend, Availability> usable = new EnumMap<>(Backend.class);
        usable.putAll(availability);
        // Which device is meant was not known when the table was made.
        usable.computeIfPresent(Backend.CUDA, (_, _) -> CudaKernels.availability());
        if (text("runtime.vector").equals("off")) {
            usable.put(Backend.VECTOR, Availability.no("switched off by runtime.vector"));
        }
        Map<String, Backend> overrides = kernelOverrides();
        var named = Backends.parse(text("runtime.backend"), "runtime.backend");
        if (stage == 2) {
            named = Backends.parse(text("runtime.stage2_kernel_backend"), "runtime.stage2_kernel_backend")
                    .or(() -> Backends.parse(text("runtime.backend"), "runtime.backend"));
            Object own = map("runtime.stage2_patch_backend_overrides").get(patchName);
            if (own != null) {
                named = Backends.parse(own.toString(), "runtime.stage2_patch_backend_overrides." + patchName);
                overrides.keySet().removeIf(kernel -> kernel.startsWith("stage2_"));
            }
        }
        return new KernelRegistry(families, usable, named.orElse(null), LegacyKernels.resolve(overrides, families));
    }

    private Map<String, Backend> kernelOverrides() {
        Map<String, Backend> overrides = new LinkedHashMap<>();
        map("runtime.kernel_backend_overrides")
                .forEach((kernel, word) -> Backends.parse(word.toString(), "runtime.kernel_backend_overrides." + kernel)
                        .ifPresent(
                                backend -> overrides.put(kernel.trim().toLowerCase(java.util.Locale.ROOT), backend)));
        return overrides;
    }

    /// The value of a key as in [Setting].
    public Object value(String key) {
        return settings.get(key).value();
    }

    private String text(String key) {
        return (String) value(key);
    }

    private Optional<Path> path(String key) {
        return Optional.ofNullable(text(key)).filter(s -> !s.isEmpty()).map(Path::of);
    }

    private int whole(String key) {
        return Math.toIntExact((Long) value(key));
    }

    private double number(String key) {
        return (Double) value(key);
    }

    private boolean flag(String key) {
        return (Boolean) value(key);
    }

    @SuppressWarnings("unchecked")
    private List<String> list(String key) {
        return (List<String>) value(key);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String key) {
        return (Map<String, Object>) value(key);
    }
}
