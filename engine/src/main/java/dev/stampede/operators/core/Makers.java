package dev.stampede.operators.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Values made by their own constructors and by `fromConfig` of a [ConfigValue]; what these throw comes
/// through as it is.
final class Makers {
    private Makers() {}

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

    static Optional<Method> reader(Class<?> type) {
        try {
            var method = type.getMethod("fromConfig", Object.class);
            return Modifier.isStatic(method.getModifiers()) ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    static Object own(Class<?> type, Object value, String where) {
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
}
