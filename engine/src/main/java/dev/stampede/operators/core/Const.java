package dev.stampede.operators.core;

import java.util.List;
import java.util.Map;

/// Returns a value, whatever it is given, or nothing. Lifts a value that is known into a [Graph], or starts a
/// chain. Can be stored when the value is `null`, a truth value, a number, text, or lists and maps of these.
///
/// @param value what is returned
public record Const<B>(Object value) implements Source<B> {
    @Override
    @SuppressWarnings("unchecked")
    public B produce() {
        return (B) value;
    }

    @Override
    public boolean serialisable() {
        return isJson(value);
    }

    private static boolean isJson(Object value) {
        return switch (value) {
            case null -> true;
            case Boolean flag -> true;
            case Number number ->
                number instanceof Integer
                        || number instanceof Long
                        || number instanceof Double
                        || number instanceof Float
                        || number instanceof Short
                        || number instanceof Byte;
            // These would be read as numbers.
            case String text -> !Scalars.NOT_FINITE.contains(text);
            case List<?> list -> list.stream().allMatch(Const::isJson);
            // A map with the key "op" would be read as an operator.
            case Map<?, ?> map ->
                !map.containsKey("op")
                        && map.keySet().stream().allMatch(String.class::isInstance)
                        && map.values().stream().allMatch(Const::isJson);
            default -> false;
        };
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
