package dev.stampede.operators.core;

import dev.stampede.io.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Parameters of an operator: an ordered, immutable map from name to JSON value. Values are `null`, `Boolean`,
/// `Long`, `Double`, `String`, `List`, `Map` with text keys, and [OperatorState] for nested operators.
///
/// Two configurations are equal when they hold the same values under the same names, in whatever order; so are
/// their canonical texts and digests then.
///
/// @param values name to value
public record Config(Map<String, Object> values) {
    private static final Config EMPTY = new Config(Map.of());

    /// @throws IllegalArgumentException if a value is not one of the kinds above
    public Config {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(key, frozen(key, value)));
        values = Collections.unmodifiableMap(copy);
    }

    public static Config empty() {
        return EMPTY;
    }

    public static Config of(String key, Object value) {
        return EMPTY.with(key, value);
    }

    /// A copy with one more value at the end.
    public Config with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Config(more);
    }

    /// The value of this name; `null` also when there is none.
    public Object get(String key) {
        return values.get(key);
    }

    /// Canonical JSON on one line: names sorted by code point, `", "` and `": "` between, everything beyond ASCII
    /// escaped, shortest decimal text that gives the same double (`1e-10`, `0.0001`, `2.0`), the numbers
    /// that JSON does not have as the texts `"NaN"`, `"Infinity"`, `"-Infinity"`.
    public String text() {
        return CanonicalJson.text(values);
    }

    /// SHA-256 of the canonical text, 64 hexadecimal digits. Stable across releases.
    public String digest() {
        return Sha256.ofText(text());
    }

    /// The values as maps, lists, texts and numbers only, ready to be written; nested operators as
    /// `{"op": name, "v": version, "config": {...}}`.
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(key, CanonicalJson.plain(value)));
        return plain;
    }

    /// `name=value, ...`.
    String repr() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + repr(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String repr(Object value) {
        return switch (value) {
            case null -> "none";
            case OperatorState state -> state.op() + "(" + state.config().repr() + ")";
            case List<?> list -> list.stream().map(Config::repr).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> e.getKey() + ": " + repr(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Double number -> CanonicalJson.number(number);
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return text();
    }

    private static Object frozen(String where, Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case Long n -> n;
            case Double d -> d;
            case String s -> s;
            case OperatorState state -> state;
            case Config config -> config.values();
            case Integer n -> (long) n;
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(frozen(where, item)));
                yield Collections.unmodifiableList(copy);
            }
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), frozen(where + "." + key, item)));
                yield Collections.unmodifiableMap(copy);
            }
            default ->
                throw new IllegalArgumentException(
                        "parameter " + where + ": a " + value.getClass().getSimpleName() + " is not a JSON value");
        };
    }
}
