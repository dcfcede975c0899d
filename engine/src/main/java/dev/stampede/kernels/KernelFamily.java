package dev.stampede.kernels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One named computation and all its implementations.
///
/// Implementations are suppliers so that a class of an unavailable backend is never linked. Write them as
/// `() -> new XVector()`: a constructor reference would link the class at once, which fails without the
/// Vector API.
///
/// @param id       the name users write
/// @param type     the contract all implementations share
/// @param variants implementation per backend; `REFERENCE` is always present
/// @param auto     backends from most to least preferred, for a family without rows in [MeasuredBackends]
public record KernelFamily<K extends Kernel>(
        String id, Class<K> type, Map<Backend, Supplier<? extends K>> variants, List<Backend> auto) {
    public KernelFamily {
        variants = new EnumMap<>(variants);
        auto = List.copyOf(auto);
        if (!variants.containsKey(Backend.REFERENCE)) {
            throw new IllegalArgumentException(id + " has no reference implementation");
        }
    }

    /// A family with a scalar reference and a Vector API variant, the latter preferred.
    public static <K extends Kernel> KernelFamily<K> of(
            String id, Class<K> type, Supplier<? extends K> reference, Supplier<? extends K> vector) {
        return new KernelFamily<>(
                id,
                type,
                Map.of(Backend.REFERENCE, reference, Backend.VECTOR, vector),
                List.of(Backend.VECTOR, Backend.REFERENCE));
    }

    /// A family that only has its scalar reference.
    public static <K extends Kernel> KernelFamily<K> of(String id, Class<K> type, Supplier<? extends K> reference) {
        return new KernelFamily<>(id, type, Map.of(Backend.REFERENCE, reference), List.of(Backend.REFERENCE));
    }

    /// This family with an implementation that comes first in its own order, which `auto` goes by only while
    /// [MeasuredBackends] has no row for the family.
    /// @throws IllegalArgumentException if the backend has an implementation already
    public KernelFamily<K> preferring(Backend backend, Supplier<? extends K> implementation) {
        var family = with(backend, implementation);
        var order = new ArrayList<>(auto);
        order.addFirst(backend);
        return new KernelFamily<>(id, type, family.variants, order);
    }

    /// This family with one more implementation. Whether `auto` takes it is for the measured table to say; without a
    /// row there it is used only where it is named.
    /// @throws IllegalArgumentException if the backend has an implementation already
    public KernelFamily<K> with(Backend backend, Supplier<? extends K> implementation) {
        if (variants.containsKey(backend)) {
            throw new IllegalArgumentException(id + " has a " + backend.label() + " implementation already");
        }
        var extended = new EnumMap<Backend, Supplier<? extends K>>(variants);
        extended.put(backend, implementation);
        return new KernelFamily<>(id, type, extended, auto);
    }
}
