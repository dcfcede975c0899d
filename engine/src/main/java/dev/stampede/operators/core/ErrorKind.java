package dev.stampede.operators.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// A kind of error that [Try], [Retry] and [Coalesce] react to: an exception class, with its subclasses. Stored
/// under its simple name; only the classes listed here can be.
///
/// @param type the class
public record ErrorKind(Class<? extends Exception> type) implements ConfigValue {
    private static final Map<String, Class<? extends Exception>> NAMED = new LinkedHashMap<>();

    static {
        for (Class<? extends Exception> type : List.of(
                Exception.class,
                RuntimeException.class,
                ArithmeticException.class,
                IllegalArgumentException.class,
                IllegalStateException.class,
                IndexOutOfBoundsException.class,
                IOException.class,
                OperatorTypeException.class,
                QcException.class,
                TimeoutException.class,
                UnsupportedOperationException.class)) {
            NAMED.put(type.getSimpleName(), type);
        }
    }

    /// Kinds from classes.
    @SafeVarargs
    public static Set<ErrorKind> of(Class<? extends Exception>... types) {
        Set<ErrorKind> kinds = new java.util.LinkedHashSet<>();
        for (var type : types) {
            kinds.add(new ErrorKind(type));
        }
        return java.util.Collections.unmodifiableSet(kinds);
    }

    /// Whether an error is of this kind; an I/O error also when it comes as an [UncheckedIOException].
    public boolean matches(Throwable error) {
        return type.isInstance(error) || error instanceof UncheckedIOException io && type.isInstance(io.getCause());
    }

    static boolean matchesAny(Set<ErrorKind> kinds, Throwable error) {
        return kinds.stream().anyMatch(kind -> kind.matches(error));
    }

    /// Whether it can be stored.
    boolean isNamed() {
        return NAMED.get(type.getSimpleName()) == type;
    }

    @Override
    public Object toConfig() {
        return type.getSimpleName();
    }

    /// @throws IllegalArgumentException if it is not one of the known names
    public static ErrorKind fromConfig(Object value) {
        var type = value instanceof String name ? NAMED.get(name) : null;
        Require.that(type != null, "an error", value, "one of " + String.join(", ", NAMED.keySet()));
        return new ErrorKind(type);
    }
}
