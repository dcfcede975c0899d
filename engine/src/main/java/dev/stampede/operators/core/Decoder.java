package dev.stampede.operators.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// JSON values as the types of record components. [Components] goes the other way.
final class Decoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Types stored as one text, and how it is read.
    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(
            String.class, text -> text,
            Path.class, Path::of,
            LocalDate.class, LocalDate::parse,
            LocalDateTime.class, LocalDateTime::parse,
            OffsetDateTime.class, OffsetDateTime::parse,
            Instant.class, Instant::parse,
            Duration.class, Duration::parse,
            Period.class, Period::parse);

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

    /// How numbers are written that JSON does not have.
    static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

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

    /// The type as people write it.
    static String typeText(Type type) {
        var raw = raw(type);
        if (raw == Optional.class) {
            return typeText(argument(type, 0));
        }
        if (raw == List.class || raw == Set.class) {
            return (raw == List.class ? "list of " : "set of ") + typeText(argument(type, 0));
        }
        if (raw == Map.class) {
            return "map to " + typeText(argument(type, 1));
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
            return reader(raw).isPresent();
        }
        return SCALARS.contains(raw)
                || TEXTS.containsKey(raw)
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
            return value == null ? OptionalInt.empty() : OptionalInt.of((int) whole(value, where, Integer.MAX_VALUE));
        }
        if (raw == OptionalLong.class) {
            return value == null ? OptionalLong.empty() : OptionalLong.of(whole(value, where, Long.MAX_VALUE));
        }
        if (raw == OptionalDouble.class) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(real(value, where));
        }
        if (raw == Object.class) {
            return any(value, where);
        }
        if (raw == Config.class) {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) cast(Map.class, value, where, "a map")).forEach((key, item) -> values.put((String) key, item));
            return new Config(values);
        }
        if (ConfigValue.class.isAssignableFrom(raw)) {
            return own(raw, value, where);
        }
        if (value == null) {
            throw wrong(where, "nothing", describe(raw));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return cast(Boolean.class, value, where, "true or false");
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw) || raw == Character.class) {
            return number(raw, value, where);
        }
        if (TEXTS.containsKey(raw)) {
            return text(raw, cast(String.class, value, where, describe(raw)), where);
        }
        if (raw.isEnum()) {
            return constant(raw, cast(String.class, value, where, describe(raw)), where);
        }
        if (raw == List.class) {
            return list(type, value, where);
        }
        if (raw == Set.class) {
            return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(list(type, value, where)));
        }
        if (raw == Map.class) {
            return map(type, value, where);
        }
        if (Configured.class.isAssignableFrom(raw)) {
            var made = registry.build(state(value, where));
            if (!raw.isInstance(made)) {
                throw wrong(where, made.name(), "a " + raw.getSimpleName());
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
            throw wrong(where, value, "an operator: {\"op\": name, \"config\": {...}}");
        }
        for (Object key : map.keySet()) {
            if (!Set.of("op", "v", "config").contains(key)) {
                throw new IllegalArgumentException(where + ": an operator has op, v and config, not " + key);
            }
        }
        if (!(map.get("op") instanceof String op)) {
            throw wrong(where + ".op", map.get("op"), "the name of an operator");
        }
        Object version = map.containsKey("v") ? map.get("v") : 1L;
        Object config = map.containsKey("config") && map.get("config") != null ? map.get("config") : Map.of();
        if (!(version instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
            throw wrong(where + ".v", version, "a version number from 1");
        }
        if (!(config instanceof Map<?, ?> values)) {
            throw wrong(where + ".config", config, "a map of parameters");
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
                yield java.util.Collections.unmodifiableMap(made);
            }
            case List<?> list -> {
                List<Object> made = new ArrayList<>();
                list.forEach(item -> made.add(any(item, where)));
                yield java.util.Collections.unmodifiableList(made);
            }
            case String text when NOT_FINITE.contains(text) -> real(text, where);
            case null, default -> value;
        };
    }

    private List<Object> list(Type type, Object value, String where) {
        var items = cast(List.class, value, where, "a list");
        List<Object> made = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            made.add(decode(argument(type, 0), items.get(i), where + "[" + i + "]"));
        }
        return java.util.Collections.unmodifiableList(made);
    }

    private Map<Object, Object> map(Type type, Object value, String where) {
        var keys = raw(argument(type, 0));
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) cast(Map.class, value, where, "a map")).entrySet()) {
            String key = (String) entry.getKey();
            made.put(
                    keys.isEnum() ? constant(keys, key, where) : key,
                    decode(argument(type, 1), entry.getValue(), where + "." + key));
        }
        return java.util.Collections.unmodifiableMap(made);
    }

    private Record part(Class<? extends Record> type, Object value, String where) {
        Map<String, Object> left = new LinkedHashMap<>();
        ((Map<?, ?>) cast(Map.class, value, where, "a map")).forEach((key, item) -> left.put((String) key, item));
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
        return newRecord(type, arguments);
    }

    static Record newRecord(Class<? extends Record> type, List<?> arguments) {
        try {
            var types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("every record has its canonical constructor: " + type, e);
        }
    }

    static RuntimeException unwrapped(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            default -> new IllegalStateException(e.getCause());
        };
    }

    private static java.util.Optional<java.lang.reflect.Method> reader(Class<?> type) {
        try {
            var method = type.getMethod("fromConfig", Object.class);
            return Modifier.isStatic(method.getModifiers()) ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object own(Class<?> type, Object value, String where) {
        try {
            var method = reader(type).orElseThrow(() -> new AssertionError(type + " has no fromConfig(Object)"));
            method.setAccessible(true);
            return method.invoke(null, value);
        } catch (InvocationTargetException e) {
            var cause = unwrapped(e);
            throw cause instanceof IllegalArgumentException
                    ? new IllegalArgumentException(where + ": " + cause.getMessage(), cause)
                    : cause;
        } catch (IllegalAccessException e) {
            throw new AssertionError("fromConfig of " + type, e);
        }
    }

    private static Object number(Class<?> type, Object value, String where) {
        if (type == double.class || type == Double.class) {
            return real(value, where);
        }
        if (type == float.class || type == Float.class) {
            return (float) real(value, where);
        }
        if (type == int.class || type == Integer.class) {
            return (int) whole(value, where, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return whole(value, where, Long.MAX_VALUE);
        }
        if (type == short.class || type == Short.class) {
            return (short) whole(value, where, Short.MAX_VALUE);
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) whole(value, where, Byte.MAX_VALUE);
        }
        var text = cast(String.class, value, where, "one character");
        if (text.length() != 1) {
            throw wrong(where, value, "one character");
        }
        return text.charAt(0);
    }

    private static double real(Object value, String where) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            case null, default -> throw wrong(where, value, "a number");
        };
    }

    private static long whole(Object value, String where, long max) {
        long number = switch (value) {
            case Long whole -> whole;
            case Double real when real == Math.rint(real) && Math.abs(real) < 0x1p53 -> real.longValue();
            case null, default -> throw wrong(where, value, "a whole number");
        };
        if (number > max || number < -max - 1) {
            throw wrong(where, value, "a whole number up to " + max);
        }
        return number;
    }

    private static Object text(Class<?> type, String value, String where) {
        try {
            return TEXTS.get(type).apply(value);
        } catch (DateTimeException | java.nio.file.InvalidPathException e) {
            throw wrong(where, value, describe(type));
        }
    }

    private static Object constant(Class<?> type, String value, String where) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw wrong(where, value, describe(type));
    }

    private static <T> T cast(Class<T> type, Object value, String where, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(where, value, expected);
        }
        return type.cast(value);
    }

    private static String describe(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == String.class ? "text" : "a " + type.getSimpleName();
    }

    private static IllegalArgumentException wrong(String where, Object value, String expected) {
        return new IllegalArgumentException(where + " is " + value + ", expected " + expected);
    }

    private static Class<?> raw(Type type) {
        return TypeArguments.raw(type, Map.of());
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
