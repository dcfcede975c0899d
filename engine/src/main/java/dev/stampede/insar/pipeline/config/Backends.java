package dev.stampede.insar.pipeline.config;

import dev.stampede.kernels.Availability;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.NativeKernels;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The backends there are: their names with aliases, what they are, and which can run in this process.
public final class Backends {
    private static final Map<Backend, List<String>> ALIASES = aliases();

    private Backends() {}

    private static Map<Backend, List<String>> aliases() {
        Map<Backend, List<String>> table = new LinkedHashMap<>();
        table.put(Backend.REFERENCE, List.of("python", "cpu", "threads", "thread", "io", "processes", "process"));
        table.put(Backend.VECTOR, List.of());
        table.put(Backend.NATIVE, List.of());
        table.put(Backend.CUDA, List.of("gpu"));
        return table;
    }

    /// What can run in this process, with the reason where something cannot. The one place that asks every
    /// backend: a backend with native code adds its line here.
    public static Map<Backend, Availability> availability() {
        var table = new EnumMap<Backend, Availability>(KernelRegistry.pureJavaAvailability());
        table.put(Backend.NATIVE, NativeKernels.availability());
        table.put(Backend.CUDA, CudaKernels.availability());
        return table;
    }

    /// The name of the device that `cuda` kernels would use; empty where there is none.
    public static Optional<String> device() {
        return CudaKernels.device();
    }

    /// One line on what a backend is.
    public static String describe(Backend backend) {
        return switch (backend) {
            case REFERENCE -> "scalar Java; the definition every other backend is tested against";
            case VECTOR -> "Java Vector API, lanes across points";
            case NATIVE -> "Rust library through the Foreign Function and Memory API";
            case CUDA -> CudaKernels.description();
        };
    }

    /// Other names under which a backend is accepted.
    public static List<String> aliasesOf(Backend backend) {
        return ALIASES.get(backend);
    }

    /// The backend a word names; empty for `auto`.
    /// @throws ConfigException if no backend has that name
    public static Optional<Backend> parse(String word, String where) {
        String plain = word.trim().toLowerCase(Locale.ROOT);
        if (plain.equals("auto")) {
            return Optional.empty();
        }
        for (var entry : ALIASES.entrySet()) {
            if (entry.getKey().label().equals(plain) || entry.getValue().contains(plain)) {
                return Optional.of(entry.getKey());
            }
        }
        throw new ConfigException(where + " is " + word + ", expected auto, reference, vector, native or cuda");
    }
}
