package dev.stampede.insar.params;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Parameter values as people read and write them: `P-square`, `0.4`, `-Inf`, `[1 4 7]`, `2:5`, `[]`.
public final class ParameterText {
    private ParameterText() {}

    /// One line for a value; empty text is printed as `''`.
    public static String format(MatValue value) {
        return switch (value) {
            case MatText text when text.codeUnits().isEmpty() -> "''";
            case MatText text -> text.codeUnits();
            case MatArray array when array.isEmpty() -> "[]";
            case MatArray array when array.size() == 1 -> number(array.get(0));
            case MatArray array
            when array.size() <= 1000 ->
                IntStream.range(0, (int) array.size())
                        .mapToObj(i -> number(array.get(i)))
                        .collect(Collectors.joining(" ", "[", "]"));
            default -> value.describe();
        };
    }

    /// The shortest text that reads back as the same number; whole numbers without a point.
    public static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /// Reads a value of the same kind as the one it replaces: text stays text, numbers must be numbers.
    ///
    /// @param name for messages
    /// @param like the present or default value
    /// @throws UsageException if numbers are expected and `text` is something else
    public static MatValue parse(String name, String text, MatValue like) {
        if (like instanceof MatText) {
            return Mat.text(unquoted(text.trim()));
        }
        var numbers = numbers(text.trim());
        if (numbers == null) {
            throw new UsageException("parameter " + name + " takes a number or a list such as [1 4 7], found " + text);
        }
        return value(numbers);
    }

    /// Reads a value of unknown kind: numbers if it looks like numbers, otherwise text.
    public static MatValue parse(String text) {
        var numbers = numbers(text.trim());
        return numbers == null || text.isBlank() ? Mat.text(unquoted(text.trim())) : value(numbers);
    }

    private static MatValue value(List<Double> numbers) {
        return switch (numbers.size()) {
            case 0 -> Mat.empty();
            case 1 -> Mat.scalar((double) numbers.getFirst());
            default -> Mat.row(numbers.stream().mapToDouble(d -> d).toArray());
        };
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /// The numbers of a list, or null if it is not one.
    private static List<Double> numbers(String text) {
        var inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        var numbers = new ArrayList<Double>();
        for (var word : inner.trim().split("[\\s,;]+")) {
            if (word.isEmpty()) {
                continue;
            }
            if (!addNumbers(word, numbers)) {
                return null;
            }
        }
        return numbers;
    }

    private static boolean addNumbers(String word, List<Double> numbers) {
        int colon = word.indexOf(':');
        try {
            if (colon > 0) {
                int from = Integer.parseInt(word.substring(0, colon));
                int to = Integer.parseInt(word.substring(colon + 1));
                IntStream.rangeClosed(from, to).forEach(i -> numbers.add((double) i));
                return to - from < 100_000;
            }
            numbers.add(oneNumber(word));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static double oneNumber(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> {
                if (!word.matches("[-+]?[0-9.][0-9.]*([eE][-+]?[0-9]+)?")) {
                    throw new NumberFormatException(word);
                }
                yield Double.parseDouble(word);
            }
        };
    }
}
