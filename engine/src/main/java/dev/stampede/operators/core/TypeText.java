package dev.stampede.operators.core;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Types of parameters as people write them: `number`, `list of text`, `one of any, all`.
final class TypeText {
    private TypeText() {}

    /// The type as people write it.
    static String of(Type type) {
        var raw = Decoder.raw(type);
        if (raw == Optional.class) {
            return of(Decoder.argument(type, 0));
        }
        if (raw == List.class || raw == Set.class) {
            return (raw == List.class ? "list of " : "set of ") + of(Decoder.argument(type, 0));
        }
        if (raw == Map.class) {
            return "map to " + of(Decoder.argument(type, 1));
        }
        if (raw == OptionalDouble.class
                || raw == double.class
                || raw == float.class
                || raw == Double.class
                || raw == Float.class) {
            return "number";
        }
        if (raw == OptionalInt.class
                || raw == OptionalLong.class
                || raw.isPrimitive() && raw != boolean.class && raw != char.class
                || Number.class.isAssignableFrom(raw)) {
            return "whole number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        if (Operator.class.isAssignableFrom(raw)) {
            return "operator";
        }
        if (raw == Object.class) {
            return "any value";
        }
        if (raw == String.class || raw == char.class || raw == Character.class) {
            return "text";
        }
        return raw.isEnum() ? describe(raw) : words(raw.getSimpleName());
    }

    /// `LocalDate` as `local date`.
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /// A type in a message: `text`, `a LocalDate`, `one of any, all`.
    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == String.class ? "text" : "a " + type.getSimpleName();
    }
}
