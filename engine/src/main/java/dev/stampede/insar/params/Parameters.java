package dev.stampede.insar.params;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The parameters in force for one folder: file values over defaults, local ones on top. Immutable.
///
/// Getters take full names and fail with the name when the value has the wrong kind; how they are found on
/// disk and completed is the business of the parameter files.
public final class Parameters {
    private final SequencedMap<String, MatValue> values;

    public Parameters(Map<String, MatValue> values) {
        this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// The defaults of a new dataset, with `small_baseline_flag` set.
    public static Parameters defaults(boolean smallBaseline, String processor) {
        return new Parameters(ParameterDefaults.of(smallBaseline, processor))
                .with("small_baseline_flag", Mat.text(smallBaseline ? "y" : "n"));
    }

    public SequencedMap<String, MatValue> values() {
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// The full name for a name or an unambiguous beginning of one; none if nothing begins so. Case matters.
    /// @throws UsageException if several begin so and none is equal
    public Optional<String> resolve(String name) {
        if (values.containsKey(name)) {
            return Optional.of(name);
        }
        var matches = values.keySet().stream().filter(n -> n.startsWith(name)).toList();
        if (matches.size() > 1) {
            throw new UsageException("parameter " + name + " may mean " + String.join(", ", matches));
        }
        return matches.stream().findFirst();
    }

    /// A copy with one value replaced or added.
    public Parameters with(String name, MatValue value) {
        var copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Parameters(copy);
    }

    /// A scalar number. Text such as `"0.4"` is not converted.
    /// @throws IllegalArgumentException if absent or not one number
    public double number(String name) {
        if (require(name) instanceof MatArray array && array.size() == 1) {
            return array.get(0);
        }
        throw wrong(name, "one number");
    }

    /// All numbers of an array parameter, in order; none for `[]`.
    public double[] numbers(String name) {
        var value = require(name);
        if (value instanceof MatArray array) {
            return array.toDoubles();
        }
        if (value.isEmpty()) {
            return new double[0];
        }
        throw wrong(name, "numbers");
    }

    /// One-based index list as zero-based indices, ascending and distinct; 0 and NaN entries are ignored.
    public int[] indices(String name) {
        return java.util.Arrays.stream(numbers(name))
                .filter(v -> v >= 1)
                .mapToInt(v -> (int) v - 1)
                .sorted()
                .distinct()
                .toArray();
    }

    /// Text; an array is printed the way MATLAB would print a scalar.
    public String text(String name) {
        return switch (require(name)) {
            case MatText text -> text.codeUnits();
            case MatArray array when array.isEmpty() -> "";
            case MatArray array when array.size() == 1 -> Double.toString(array.get(0));
            default -> throw wrong(name, "text");
        };
    }

    /// A `y`/`n` switch; also accepts yes, true, 1 and no, false, 0, empty.
    public boolean flag(String name) {
        return switch (text(name).trim().toLowerCase(java.util.Locale.ROOT)) {
            case "y", "yes", "true", "1", "1.0" -> true;
            case "n", "no", "false", "0", "0.0", "" -> false;
            default -> throw wrong(name, "y or n");
        };
    }

    /// Whether the dataset is a small-baseline one.
    public boolean smallBaseline() {
        return flag("small_baseline_flag");
    }

    private MatValue require(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "parameter " + name + " is not set; use: stampede params set " + name + " VALUE");
        }
        return value;
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("parameter " + name + " must be " + expected + ", found "
                + values.get(name).describe());
    }
}
