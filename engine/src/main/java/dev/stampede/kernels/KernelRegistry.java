package dev.stampede.kernels;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All kernel families of the engine and the backend chosen for each. Immutable; made once per run.
///
/// A backend named for one kernel is honoured or refused. A backend named for the whole run applies to the kernels
/// that offer it; the others run as `auto`.
public final class KernelRegistry {
    private final Map<String, KernelFamily<?>> families = new LinkedHashMap<>();
    private final Map<Backend, Availability> availability;
    private final Backend named;
    private final Map<String, Backend> overrides;

    /// @param families     every family, ids distinct
    /// @param availability what can run here; a backend not listed counts as unavailable
    /// @param named        backend for the whole run, or `null` for `auto`
    /// @param overrides    backend per kernel id
    public KernelRegistry(
            List<KernelFamily<?>> families,
            Map<Backend, Availability> availability,
            Backend named,
            Map<String, Backend> overrides) {
        for (var family : families) {
            if (this.families.put(family.id(), family) != null) {
                throw new IllegalArgumentException("kernel " + family.id() + " is registered twice");
            }
        }
        this.availability = new EnumMap<>(availability);
        this.named = named;
        this.overrides = Map.copyOf(overrides);
        for (var override : this.overrides.entrySet()) {
            var family = this.families.get(override.getKey());
            if (family == null) {
                throw new IllegalArgumentException(
                        "unknown kernel " + override.getKey() + "; known: " + this.families.keySet());
            }
            requireRunnable(family, override.getValue());
        }
    }

    /// What this Java process can run without native libraries.
    public static Map<Backend, Availability> pureJavaAvailability() {
        return Map.of(Backend.REFERENCE, Availability.YES, Backend.VECTOR, VectorModule.availability());
    }

    /// What this Java process can run, native libraries included.
    public static Map<Backend, Availability> localAvailability() {
        var availability = new EnumMap<Backend, Availability>(pureJavaAvailability());
        availability.put(Backend.NATIVE, NativeKernels.availability());
        return availability;
    }

    /// The implementation chosen for a family.
    /// @throws KernelUnavailableException if a named backend cannot run
    public <K extends Kernel> K get(KernelFamily<K> family) {
        return Objects.requireNonNull(family.variants().get(choose(family))).get();
    }

    /// A named implementation, for tests and benchmarks.
    /// @throws KernelUnavailableException if the family lacks it or it cannot run here
    public <K extends Kernel> K get(KernelFamily<K> family, Backend backend) {
        requireRunnable(family, backend);
        return family.variants().get(backend).get();
    }

    /// As [#get(KernelFamily)], but where nobody named a backend `preferred` is taken if it can run. For work too
    /// small to pay for what a faster backend costs at first: compilation, transfers.
    public <K extends Kernel> K prefer(KernelFamily<K> family, Backend preferred) {
        boolean decided = overrides.containsKey(family.id())
                || named != null && family.variants().containsKey(named);
        if (decided
                || !family.variants().containsKey(preferred)
                || !availability(preferred).available()) {
            return get(family);
        }
        return family.variants().get(preferred).get();
    }

    /// The backend [#get(KernelFamily)] would use.
    public Backend choose(KernelFamily<?> family) {
        var override = overrides.get(family.id());
        if (override != null) {
            return override;
        }
        if (named != null && family.variants().containsKey(named)) {
            requireRunnable(family, named);
            return named;
        }
        for (var backend : family.auto()) {
            if (availability(backend).available()) {
                return backend;
            }
        }
        return Backend.REFERENCE;
    }

    public List<KernelFamily<?>> families() {
        return List.copyOf(families.values());
    }

    public Availability availability(Backend backend) {
        return availability.getOrDefault(backend, Availability.no("this build has no " + backend.label() + " kernels"));
    }

    private void requireRunnable(KernelFamily<?> family, Backend backend) {
        if (!family.variants().containsKey(backend)) {
            throw new KernelUnavailableException(
                    family.id(),
                    backend,
                    "no such implementation; it has " + family.variants().keySet());
        }
        var state = availability(backend);
        if (!state.available()) {
            throw new KernelUnavailableException(family.id(), backend, state.reason());
        }
    }
}
