package dev.stampede.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Options of commands that run stages, each standing for a configuration key.
final class ExecutionOptions {
    @Option(names = "--cpu-workers", paramLabel = "N", description = "Threads; 0 = all this process may use.")
    private Integer cpuWorkers;

    @Option(names = "--io-workers", paramLabel = "N", description = "Threads reading and writing files.")
    private Integer ioWorkers;

    @Option(names = "--backend", paramLabel = "NAME", description = "Kernels: auto, reference, vector, native, cuda.")
    private String backend;

    @Option(names = "--stage2-kernel-backend", paramLabel = "NAME", description = "Kernels of stage 2.")
    private String stage2Backend;

    @Option(names = "--stage2-native-threads", paramLabel = "N", description = "Threads of stage 2; 0 = all.")
    private Integer stage2Threads;

    @Option(
            names = "--native-only",
            description =
                    "Refuse to run when a kernel that has a faster implementation would run on its scalar reference.")
    boolean nativeOnly;

    @Option(
            names = "--existing",
            paramLabel = "POLICY",
            description = "Results that exist: skip (if up to date), rerun, fail.")
    private String existing;

    @Option(names = "--max-memory", paramLabel = "BYTES", description = "Memory the run may use, such as 8GiB.")
    private String maxMemory;

    @Option(
            names = "--profile-stage6",
            paramLabel = "NAME",
            description = "Unwrapping grid: strict, balanced (4 x coarser), fast (10 x coarser).")
    private Stage6Profile stage6Profile;

    /// Named factors on `unwrap_grid_size`.
    enum Stage6Profile {
        strict(1),
        balanced(4),
        fast(10);

        private final double scale;

        Stage6Profile(double scale) {
            this.scale = scale;
        }
    }

    /// Configuration keys with the values given; `null` = not given.
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("runtime.cpu_workers", cpuWorkers);
        settings.put("runtime.io_workers", ioWorkers);
        settings.put("runtime.backend", backend);
        settings.put("runtime.stage2_kernel_backend", stage2Backend);
        settings.put("runtime.stage2_native_threads", stage2Threads);
        settings.put("runtime.existing_policy", existing);
        settings.put("runtime.max_memory_bytes", maxMemory);
        settings.put("runtime.stage6_grid_scale", stage6Profile == null ? null : stage6Profile.scale);
        return settings;
    }
}
