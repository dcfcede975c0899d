package dev.stampede.operators.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// JSON values as the types of record components. [Components] goes the other way.
final class Decoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<Class<?>> SCALARS = Set.of(
            boolean.class,
            Boolean.class,
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            Float.class,
            double.class,
            Double.class,
            char.class,
            Character.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Object.class,
            Config.class);

    private final OperatorRegistry registry;

    Decoder(OperatorRegistry registry) {
        this.registry = registry;
    }

    OperatorRegistry registry() {
        return registry;
    }

    /// Reads the JSON text of a default.
    static Object json(String text, String where) {
        try {
            return widened(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": the default " + text + " is not JSON", e);
        }
    }

    private static Object widened(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case List<?> list -> list.stream().map(Decoder::widened).toList();
            case Map<?, ?> map -> {
                Map<String, Object> wide = new LinkedHashMap<>();
                map.forEach((key, item) -> wide.put((String) key, widened(item)));
                yield wide;
            }
            case null, default -> value;
        };
    }

    /// Whether a parameter of this type may be missing without a default.
    static boolean isOptional(Type type) {
        var raw = raw(type);
        return raw == Optional.class
                || raw == OptionalInt.class
                || raw == OptionalLong.class
                || raw == OptionalDouble.class;
    }

    /// Whether values of this type can be read.
    static boolean canDecode(Type type) {
        var raw = raw(type);
        if (raw == List.class || raw == Set.class || raw == Optional.class) {
            return canDecode(argument(type, 0));
        }
        if (raw == Map.class) {
            var key = raw(argument(type, 0));
            return (key == String.class || key.isEnum()) && canDecode(argument(type, 1));
        }
        if (ConfigValue.class.isAssignableFrom(raw)) {
            return Makers.reader(raw).isPresent();
        }
        return SCALARS.contains(raw)
                || Scalars.TEXTS.containsKey(raw)
                || raw.isEnum()
                || Configured.class.isAssignableFrom(raw)
                || raw.isRecord() && Stream.of(raw.getRecordComponents()).allMatch(c -> canDecode(c.getGenericType()));
    }

    /// @param where what the value is for, for messages
    /// @throws IllegalArgumentException if the value is not of this type
    Object decode(Type type, Object value, String where) {
        var raw = raw(type);
        if (raw == Optional.class) {
            return value == null ? Optional.empty() : Optional.of(decode(argument(type, 0), value, where));
        }
        if (raw == OptionalInt.class) {
            return value == null
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) Scalars.whole(value, where, Integer.MAX_VALUE));
        }
        if (raw == OptionalLong.class) {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Scalars.whole(value, where, Long.MAX_VALUE));
        }
        if (raw == OptionalDouble.class) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(Scalars.real(value, where));
        }
        if (raw == Object.class) {
            return any(value, where);
        }
        if (raw == Config.class) {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) Scalars.cast(Map.class, value, where, "a map"))
                    .forEach((key, item) -> values.put((String) key, item));
            return new Config(values);
        }
        if (ConfigValue.class.isAssignableFrom(raw)) {
            return Makers.own(raw, value, where);
        }
        if (value == null) {
            throw Scalars.wrong(where, "nothing", TypeText.describe(raw));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Scalars.cast(Boolean.class, value, where, "true or false");
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw) || raw == Character.class) {
            return Scalars.number(raw, value, where);
        }
        if (Scalars.TEXTS.containsKey(raw)) {
            return Scalars.text(raw, Scalars.cast(String.class, value, where, TypeText.describe(raw)), where);
        }
        if (raw.isEnum()) {
            return Scalars.constant(raw, Scalars.cast(String.class, value, where, TypeText.describe(raw)), where);
        }
        if (raw == List.class) {
            return list(type, value, where);
        }
        if (raw == Set.class) {
            return Collections.unmodifiableSet(new LinkedHashSet<>(list(type, value, where)));
        }
        if (raw == Map.class) {
            return map(type, value, where);
        }
        if (Configured.class.isAssignableFrom(raw)) {
            var made = registry.build(state(value, where));
            if (!raw.isInstance(made)) {
                throw Scalars.wrong(where, made.name(), "a " + raw.getSimpleName());
            }
            return made;
        }
        return part(raw.asSubclass(Record.class), value, where);
    }

    /// A nested operator as written: its name, perhaps version and configuration.
    static OperatorState state(Object value, String where) {
        if (value instanceof OperatorState state) {
            return state;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Scalars.wrong(where, value, "an operator: {\"op\": name, \"config\": {...}}");
        }
        for (Object key : map.keySet()) {
            if (!Set.of("op", "v", "config").contains(key)) {
                throw new IllegalArgumentException(where + ": an operator has op, v and config, not " + key);
            }
        }
        if (!(map.get("op") instanceof String op)) {
            throw Scalars.wrong(where + ".op", map.get("op"), "the name of an operator");
        }
        Object version = map.containsKey("v") ? map.get("v") : 1L;
        Object config = map.containsKey("config") && map.get("config") != null ? map.get("config") : Map.of();
        if (!(version instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
            throw Scalars.wrong(where + ".v", version, "a version number from 1");
        }
        if (!(config instanceof Map<?, ?> values)) {
            throw Scalars.wrong(where + ".config", config, "a map of parameters");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((key, item) -> named.put(String.valueOf(key), item));
        return new OperatorState(op, number.intValue(), new Config(named));
    }

    /// A value of any kind; what was written as an operator becomes one.
    private Object any(Object value, String where) {
        return switch (value) {
            case OperatorState state -> registry.build(state);
            case Map<?, ?> map when map.get("op") instanceof String -> registry.build(state(map, where));
            case Map<?, ?> map -> {
                Map<String, Object> made = new LinkedHashMap<>();
                map.forEach((key, item) -> made.put((String) key, any(item, where + "." + key)));
                yield Collections.unmodifiableMap(made);
            }
            case List<?> list -> {
                List<Object> made = new ArrayList<>();
                list.forEach(item -> made.add(any(item, where)));
                yield Collections.unmodifiableList(made);
            }
            case String text when Scalars.NOT_FINITE.contains(text) -> Scalars.real(text, where);
            case null, default -> value;
        };
    }

    private List<Object> list(Type type, Object value, String where) {
        var items = Scalars.cast(List.class, value, where, "a list");
        List<Object> made = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            made.add(decode(argument(type, 0), items.get(i), where + "[" + i + "]"));
        }
        return Collections.unmodifiableList(made);
    }

    private Map<Object, Object> map(Type type, Object value, String where) {
        var keys = raw(argument(type, 0));
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) Scalars.cast(Map.class, value, where, "a map")).entrySet()) {
            String key = (String) entry.getKey();
            made.put(
                    keys.isEnum() ? Scalars.constant(keys, key, where) : key,
                    decode(argument(type, 1), entry.getValue(), where + "." + key));
        }
        return Collections.unmodifiableMap(made);
    }

    private Record part(Class<? extends Record> type, Object value, String where) {
        Map<String, Object> left = new LinkedHashMap<>();
        ((Map<?, ?>) Scalars.cast(Map.class, value, where, "a map"))
                .forEach((key, item) -> left.put((String) key, item));
        List<Object> arguments = new ArrayList<>();
        for (var component : type.getRecordComponents()) {
            var parameter = Parameter.of(component);
            String inside = where + "." + parameter.key();
            if (!left.containsKey(parameter.key())
                    && parameter.defaultValue().isEmpty()
                    && !isOptional(parameter.type())) {
                throw new IllegalArgumentException(where + " needs " + parameter.key());
            }
            Object item = left.containsKey(parameter.key())
                    ? left.remove(parameter.key())
                    : parameter.defaultValue().map(text -> json(text, inside)).orElse(null);
            arguments.add(decode(parameter.type(), item, inside));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    where + " has no " + left.keySet().iterator().next());
        }
        return Makers.newRecord(type, arguments);
    }

    static Class<?> raw(Type type) {
        return TypeArguments.raw(type, Map.of());
    }

    static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
