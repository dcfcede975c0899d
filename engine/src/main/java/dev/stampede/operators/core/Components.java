package dev.stampede.operators.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The components of records as configuration values. [Decoder] goes the other way.
final class Components {
    private Components() {}

    /// The configuration of a record; of anything else an empty one.
    static Config config(Object value) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (value instanceof Record made) {
            for (var component : made.getClass().getRecordComponents()) {
                values.put(Parameter.of(component).key(), encode(read(made, component)));
            }
        }
        return new Config(values);
    }

    /// The value of a component.
    static Object read(Record made, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(made);
        } catch (InvocationTargetException e) {
            throw Makers.unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError("accessor of " + component, e);
        }
    }

    /// The value as JSON. What has no JSON form is named by its class: only what is never read back holds such
    /// values.
    static Object encode(Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Long number -> number;
            // The shortest decimal text of the float, so that 0.1f is stored as 0.1.
            case Float number -> Double.parseDouble(number.toString());
            case Double number -> number;
            case String text -> text;
            case Character character -> character.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case ConfigValue own -> encode(own.toConfig());
            case Configured nested -> OperatorState.of(nested);
            case Config config -> config.values();
            case OperatorState state -> state;
            case Path path -> path.toString();
            case Temporal time -> time.toString();
            case TemporalAmount amount -> amount.toString();
            case Optional<?> optional -> encode(optional.orElse(null));
            case OptionalInt optional -> optional.isPresent() ? (Object) (long) optional.getAsInt() : null;
            case OptionalLong optional -> optional.isPresent() ? (Object) optional.getAsLong() : null;
            case OptionalDouble optional -> optional.isPresent() ? (Object) optional.getAsDouble() : null;
            case List<?> list -> encodeAll(list);
            case Set<?> set -> {
                // In one order, so that equal sets have equal texts.
                var items = encodeAll(set);
                items.sort(inValueOrder());
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, Object> encoded = new LinkedHashMap<>();
                map.forEach((key, item) -> encoded.put(String.valueOf(encode(key)), encode(item)));
                yield encoded;
            }
            case Record part -> config(part).values();
            default -> value.getClass().getSimpleName();
        };
    }

    private static List<Object> encodeAll(Iterable<?> items) {
        List<Object> encoded = new ArrayList<>();
        items.forEach(item -> encoded.add(encode(item)));
        return encoded;
    }

    /// Whole numbers and texts in their own order, anything else by its canonical text.
    private static Comparator<Object> inValueOrder() {
        return (a, b) -> a instanceof Long x && b instanceof Long y
                ? Long.compare(x, y)
                : CanonicalJson.text(a).compareTo(CanonicalJson.text(b));
    }
}
