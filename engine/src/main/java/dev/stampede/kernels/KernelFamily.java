package dev.stampede.kernels;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// One named computation and all its implementations. Which of them `auto` takes is for [MeasuredBackends] to say.
///
/// Implementations are suppliers so that a class of an unavailable backend is never linked. Write them as
/// `() -> new XVector()`: a constructor reference would link the class at once, which fails without the
/// Vector API.
///
/// @param id       the name users write
/// @param type     the contract all implementations share
/// @param variants implementation per backend; `REFERENCE` is always present
public record KernelFamily<K extends Kernel>(String id, Class<K> type, Map<Backend, Supplier<? extends K>> variants) {
    public KernelFamily {
        variants = new EnumMap<>(variants);
        if (!variants.containsKey(Backend.REFERENCE)) {
            throw new IllegalArgumentException(id + " has no reference implementation");
        }
    }

    /// A family with a scalar reference and a Vector API variant.
    public static <K extends Kernel> KernelFamily<K> of(
            String id, Class<K> type, Supplier<? extends K> reference, Supplier<? extends K> vector) {
        return of(id, type, reference).with(Backend.VECTOR, vector);
    }

    /// A family that only has its scalar reference.
    public static <K extends Kernel> KernelFamily<K> of(String id, Class<K> type, Supplier<? extends K> reference) {
        return new KernelFamily<>(id, type, Map.of(Backend.REFERENCE, reference));
    }

    /// This family with one more implementation.
    /// @throws IllegalArgumentException if the backend has an implementation already
    public KernelFamily<K> with(Backend backend, Supplier<? extends K> implementation) {
        if (variants.containsKey(backend)) {
            throw new IllegalArgumentException(id + " has a " + backend.label() + " implementation already");
        }
        var extended = new EnumMap<Backend, Supplier<? extends K>>(variants);
        extended.put(backend, implementation);
        return new KernelFamily<>(id, type, extended);
    }
}
