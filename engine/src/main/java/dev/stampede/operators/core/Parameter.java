package dev.stampede.operators.core;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;

/// One parameter of an operator.
///
/// @param key          its name in files
/// @param component    its name in Java
/// @param type         its declared type
/// @param defaultValue JSON text of the value that a file may leave out
public record Parameter(String key, String component, Type type, Optional<String> defaultValue) {
    /// Whether a file has to give it.
    public boolean isRequired() {
        return defaultValue.isEmpty() && !Decoder.isOptional(type);
    }

    /// Its type as people write it: `number`, `whole number`, `list of text`, `one of any, all`.
    public String typeText() {
        return TypeText.of(type);
    }

    static Parameter of(RecordComponent component) {
        var key = component.getAnnotation(Key.class);
        var initial = component.getAnnotation(Default.class);
        return new Parameter(
                key == null ? Names.key(component.getName()) : key.value(),
                component.getName(),
                component.getGenericType(),
                Optional.ofNullable(initial).map(Default::value));
    }
}
