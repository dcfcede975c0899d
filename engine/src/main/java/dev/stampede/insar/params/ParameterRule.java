package dev.stampede.insar.params;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which values a parameter may have.
///
/// @param text  for people, such as `> 0`
/// @param test  whether a value fits
public record ParameterRule(String text, java.util.function.Predicate<MatValue> test) {
    /// Anything; the reader of the parameter gives other words a meaning of their own.
    static ParameterRule any(String text) {
        return new ParameterRule(text, v -> true);
    }

    static ParameterRule flag() {
        return new ParameterRule(
                "`y`, `n`",
                v -> List.of("y", "yes", "true", "1", "n", "no", "false", "0", "")
                        .contains(word(v)));
    }

    /// One of these words, in upper or lower case.
    static ParameterRule oneOf(String... words) {
        var lower = java.util.Arrays.stream(words)
                .map(w -> w.toLowerCase(Locale.ROOT))
                .toList();
        return new ParameterRule("`" + String.join("`, `", words) + "`", v -> lower.contains(word(v)));
    }

    /// One number within closed bounds; NaN never fits.
    static ParameterRule number(String text, double low, double high) {
        return new ParameterRule(text, v -> isNumber(v) && one(v) >= low && one(v) <= high);
    }

    static ParameterRule positive() {
        return number("> 0", Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    }

    static ParameterRule notNegative() {
        return number(">= 0", 0, Double.POSITIVE_INFINITY);
    }

    static ParameterRule anyNumber() {
        return new ParameterRule("a number", ParameterRule::isNumber);
    }

    static ParameterRule whole(String text, int low, int multipleOf) {
        return new ParameterRule(
                text, v -> isNumber(v) && one(v) >= low && one(v) < 1 << 24 && one(v) % multipleOf == 0);
    }

    static ParameterRule pair() {
        return new ParameterRule("two numbers", v -> v instanceof MatArray a && a.size() == 2);
    }

    /// Azimuth and elevation of a light above the horizon.
    static ParameterRule lamp() {
        return new ParameterRule(
                "two numbers, the second above 0 and up to 90",
                v -> pair().test().test(v) && ((MatArray) v).get(1) > 0 && ((MatArray) v).get(1) <= 90);
    }

    /// Numbers from 1, or nothing.
    static ParameterRule numbersFromOne() {
        return new ParameterRule(
                "list of numbers from 1",
                v -> v.isEmpty()
                        || v instanceof MatArray a
                                && java.util.Arrays.stream(a.toDoubles())
                                        .allMatch(d -> d == Math.rint(d) && d >= 0 || Double.isNaN(d)));
    }

    ParameterRule or(String text, String word) {
        return new ParameterRule(text, v -> test.test(v) || word(v).equals(word));
    }

    private static boolean isNumber(MatValue v) {
        return v instanceof MatArray a && a.size() == 1;
    }

    private static double one(MatValue v) {
        return ((MatArray) v).get(0);
    }

    private static String word(MatValue v) {
        return switch (v) {
            case MatText t -> t.codeUnits().strip().toLowerCase(Locale.ROOT);
            case MatArray a when a.size() == 1 -> ParameterText.number(a.get(0));
            default -> v.isEmpty() ? "" : v.describe();
        };
    }

    /// What is wrong with a value; nothing if it fits.
    public Optional<String> problem(String name, MatValue value) {
        return test.test(value)
                ? Optional.empty()
                : Optional.of("parameter " + name + " is " + ParameterText.format(value) + ", expected "
                        + text.replace("`", "") + "; change it: stampede params set " + name + " VALUE");
    }
}
