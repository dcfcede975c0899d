package dev.stampede.operators.core;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Single JSON values (numbers, texts, words) as Java values; every message names the place, the value and
/// what was expected.
final class Scalars {
    /// Types stored as one text, and how it is read.
    static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(
            String.class, text -> text,
            Path.class, Path::of,
            LocalDate.class, LocalDate::parse,
            LocalDateTime.class, LocalDateTime::parse,
            OffsetDateTime.class, OffsetDateTime::parse,
            Instant.class, Instant::parse,
            Duration.class, Duration::parse,
            Period.class, Period::parse);

    /// How numbers are written that JSON does not have.
    static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private Scalars() {}

    static Object number(Class<?> type, Object value, String where) {
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

    static double real(Object value, String where) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            case null, default -> throw wrong(where, value, "a number");
        };
    }

    static long whole(Object value, String where, long max) {
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

    static Object text(Class<?> type, String value, String where) {
        try {
            return TEXTS.get(type).apply(value);
        } catch (DateTimeException | InvalidPathException e) {
            throw wrong(where, value, TypeText.describe(type));
        }
    }

    static Object constant(Class<?> type, String value, String where) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw wrong(where, value, TypeText.describe(type));
    }

    static <T> T cast(Class<T> type, Object value, String where, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(where, value, expected);
        }
        return type.cast(value);
    }

    static IllegalArgumentException wrong(String where, Object value, String expected) {
        return new IllegalArgumentException(where + " is " + value + ", expected " + expected);
    }
}
