package dev.stampede.kernels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// All kernel families of the engine and the backend chosen for each. Made once per task; safe to use from several
/// threads. What it decides never changes; it also keeps a record of what was asked of it ([#used()]).
///
/// | who named a backend              | offered, can run | offered, cannot run | not offered          |
/// |----------------------------------|------------------|---------------------|----------------------|
/// | the configuration, this kernel   | taken            | refused             | refused              |
/// | the configuration, all kernels   | taken            | refused             | `auto`, and recorded |
///
/// Where nobody named one (`auto`) the order is that of [MeasuredBackends] for the work at hand, or [#UNMEASURED] for a
/// kernel that is not in that table; the first that can run here is taken.
public final class KernelRegistry {
    /// Stands for work of unknown size, which is taken as large.
    public static final long LARGE = Long.MAX_VALUE;

    /// The order for a kernel without rows: what has nothing to compile first.
    static final List<Backend> UNMEASURED = List.of(Backend.NATIVE, Backend.VECTOR, Backend.REFERENCE);

    private final Map<String, KernelFamily<?>> families = new LinkedHashMap<>();
    private final Map<Backend, Availability> availability;
    private final Backend named;
    private final Map<String, Backend> overrides;
    private final MeasuredBackends table;
    private final Map<String, Set<Backend>> used = new TreeMap<>();
    private final Map<String, Backend> notOffered = new TreeMap<>();

    /// As the full constructor, with the measured table of this build.
    public KernelRegistry(
            List<KernelFamily<?>> families,
            Map<Backend, Availability> availability,
            Backend named,
            Map<String, Backend> overrides) {
        this(families, availability, named, overrides, MeasuredBackends.shipped());
    }

    /// @param families     every family, ids distinct
    /// @param availability what can run here; a backend not listed counts as unavailable
    /// @param named        backend for all kernels that offer it, or `null` for `auto`
    /// @param overrides    backend per kernel id
    /// @param table        what `auto` goes by
    /// @throws KernelUnavailableException if an override cannot be honoured
    public KernelRegistry(
            List<KernelFamily<?>> families,
            Map<Backend, Availability> availability,
            Backend named,
            Map<String, Backend> overrides,
            MeasuredBackends table) {
        for (var family : families) {
            if (this.families.put(family.id(), family) != null) {
                throw new IllegalArgumentException("kernel " + family.id() + " is registered twice");
            }
        }
        this.availability = new EnumMap<>(availability);
        this.named = named;
        this.overrides = Map.copyOf(overrides);
        this.table = table;
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

    /// The implementation for work of unknown size, which is taken as large.
    /// @throws KernelUnavailableException if a named backend cannot run
    public <K extends Kernel> K get(KernelFamily<K> family) {
        return get(family, LARGE);
    }

    /// The implementation for this much work, in the measure of the kernel's rows in [MeasuredBackends].
    /// Work must follow from the data alone, never from the number of threads or the block at hand:
    /// backends agree within the bound of the contract, not to the bit.
    /// @throws KernelUnavailableException if a named backend cannot run
    public <K extends Kernel> K get(KernelFamily<K> family, long work) {
        var backend = decide(family, work).backend();
        synchronized (used) {
            used.computeIfAbsent(family.id(), _ -> EnumSet.noneOf(Backend.class))
                    .add(backend);
            if (named != null
                    && !overrides.containsKey(family.id())
                    && !family.variants().containsKey(named)) {
                notOffered.put(family.id(), backend);
            }
        }
        return implementation(family, backend);
    }

    /// A given implementation, for tests and benchmarks.
    /// @throws KernelUnavailableException if the family lacks it or it cannot run here
    public <K extends Kernel> K get(KernelFamily<K> family, Backend backend) {
        requireRunnable(family, backend);
        return implementation(family, backend);
    }

    private static <K extends Kernel> K implementation(KernelFamily<K> family, Backend backend) {
        if (backend == Backend.VECTOR) {
            VectorModule.require();
        }
        return Objects.requireNonNull(family.variants().get(backend)).get();
    }

    /// The backend [#get(KernelFamily)] would use.
    public Backend choose(KernelFamily<?> family) {
        return decide(family, LARGE).backend();
    }

    /// The backend [#get(KernelFamily, long)] would use, and why.
    /// @throws KernelUnavailableException if a named backend cannot run
    public KernelChoice decide(KernelFamily<?> family, long work) {
        var override = overrides.get(family.id());
        if (override != null) {
            return new KernelChoice(override, "named for this kernel");
        }
        if (named != null && family.variants().containsKey(named)) {
            requireRunnable(family, named);
            return new KernelChoice(named, "named for all kernels");
        }
        String why = named == null ? "auto" : "auto, as it has no " + named.label() + " implementation";
        var row = table.find(family.id(), work);
        List<String> passedOver = new ArrayList<>();
        for (var backend : row.map(MeasuredBackends.Row::order).orElse(UNMEASURED)) {
            if (!family.variants().containsKey(backend)) {
                continue;
            }
            var state = availability(backend);
            if (state.available()) {
                return new KernelChoice(backend, why + (passedOver.isEmpty() ? "" : "; passed over " + passedOver));
            }
            passedOver.add(backend.label() + ": " + state.reason());
        }
        return new KernelChoice(Backend.REFERENCE, why + "; passed over " + passedOver);
    }

    /// Backends of the kernels asked for so far, by kernel id. More than one where work of several size
    /// classes came.
    public SortedMap<String, Set<Backend>> used() {
        synchronized (used) {
            var copy = new TreeMap<String, Set<Backend>>();
            used.forEach((kernel, backends) -> copy.put(kernel, Collections.unmodifiableSet(EnumSet.copyOf(backends))));
            return copy;
        }
    }

    /// Kernels asked for so far that do not offer the backend named for all, with the one they ran on instead.
    public SortedMap<String, Backend> notOffered() {
        synchronized (used) {
            return new TreeMap<>(notOffered);
        }
    }

    /// The backend named for all kernels; `null` for `auto`.
    public Backend named() {
        return named;
    }

    public List<KernelFamily<?>> families() {
        return List.copyOf(families.values());
    }

    public Availability availability(Backend backend) {
        return availability.getOrDefault(backend, Availability.no("this build has no " + backend.label() + " kernels"));
    }

    /// This registry, unless the backend named for all kernels cannot run here at all: to refuse before work
    /// begins.
    /// @throws KernelUnavailableException with the reason
    public KernelRegistry requireNamed() {
        if (named != null && !availability(named).available()) {
            throw new KernelUnavailableException(named, availability(named).reason());
        }
        return this;
    }

    private void requireRunnable(KernelFamily<?> family, Backend backend) {
        if (!family.variants().containsKey(backend)) {
            throw new KernelUnavailableException(
                    family.id(),
                    backend,
                    "it has no such implementation, only "
                            + String.join(
                                    ", ",
                                    family.variants().keySet().stream()
                                            .map(Backend::label)
                                            .toList())
                            + "; see: stampede describe-backends");
        }
        var state = availability(backend);
        if (!state.available()) {
            throw new KernelUnavailableException(family.id(), backend, state.reason());
        }
    }
}
