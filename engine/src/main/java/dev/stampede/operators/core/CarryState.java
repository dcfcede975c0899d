package dev.stampede.operators.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What stateful steps of a chain hand on from call to call. Immutable; equal when the values are.
///
/// @param values name to value
public record CarryState(Map<String, Object> values) {
    public CarryState {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static CarryState empty() {
        return new CarryState(Map.of());
    }

    /// `null` if there is none of this name.
    public Object get(String name) {
        return values.get(name);
    }

    public CarryState with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new CarryState(more);
    }
}
