package dev.stampede.operators.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Numbers from state files. Every message names the key.
final class States {
    private States() {}

    static void requireKind(Map<String, Object> state, String kind) {
        if (!kind.equals(state.get("kind"))) {
            throw new IllegalArgumentException("the state is of " + state.get("kind") + ", expected " + kind);
        }
    }

    static double number(Map<String, Object> state, String key) {
        return number(state.get(key), key);
    }

    private static double number(Object value, String key) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("the state has " + value + " as " + key + ", expected a number");
    }

    static double[] numbers(Map<String, Object> state, String key) {
        return numbers(state.get(key), key);
    }

    private static double[] numbers(Object value, String key) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("the state has " + value + " as " + key + ", expected numbers");
        }
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i), key);
        }
        return numbers;
    }

    /// Rows of one length.
    static double[][] rows(Map<String, Object> state, String key, int length) {
        if (!(state.get(key) instanceof List<?> list)) {
            throw new IllegalArgumentException("the state has " + state.get(key) + " as " + key + ", expected rows");
        }
        var rows = new double[list.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(list.get(i), key);
            if (rows[i].length != length) {
                throw new IllegalArgumentException(
                        "the state has " + rows[i].length + " numbers in a row of " + key + ", expected " + length);
            }
        }
        return rows;
    }

    static List<Object> list(double[][] rows) {
        var list = new ArrayList<>();
        for (var row : rows) {
            list.add(row.clone());
        }
        return list;
    }
}
