package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a value is, as text: the same for equal values, different for different ones.
final class Content {
    private Content() {}

    /// @throws OperatorTypeException if there is no telling
    static String key(Object value) {
        return CanonicalJson.text(described(value));
    }

    private static Object described(Object value) {
        return switch (value) {
            case null -> null;
            case Shaped shaped -> Map.of("content", shaped.contentHash());
            case Pair<?, ?>(var first, var second) -> Map.of("pair", described(java.util.Arrays.asList(first, second)));
            case List<?> list -> {
                List<Object> all = new ArrayList<>();
                list.forEach(item -> all.add(described(item)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, Object> all = new LinkedHashMap<>();
                map.forEach((key, item) -> all.put(String.valueOf(key), described(item)));
                yield all;
            }
            case Boolean flag -> flag;
            case String text -> text;
            case Number number -> Components.encode(number);
            case Configured configured when Lint.unserialisable(configured).isEmpty() -> OperatorState.of(configured);
            default ->
                throw new OperatorTypeException("a " + value.getClass().getSimpleName()
                        + " has no content hash; give the Cache a function that makes a key of it");
        };
    }

    /// Bytes a value takes, as far as that is known; a reference's worth otherwise.
    static long bytes(Object value) {
        return switch (value) {
            case Shaped shaped -> shaped.contentBytes();
            case Map<?, ?> map ->
                map.values().stream().mapToLong(Content::bytes).sum();
            case List<?> list -> list.stream().mapToLong(Content::bytes).sum();
            case null, default -> 64;
        };
    }
}
