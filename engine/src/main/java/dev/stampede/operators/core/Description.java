package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Pipelines as text for people.
final class Description {
    private Description() {}

    /// One line per operator, what is inside an operator indented below it.
    static String tree(Operator<?, ?> operator) {
        var text = new StringBuilder();
        tree(text, "", "", operator);
        return text.toString().stripTrailing();
    }

    private static void tree(StringBuilder text, String indent, String label, Configured value) {
        if (value instanceof Graph graph) {
            text.append((label + graph.describe()).indent(indent.length()));
            return;
        }
        var children = Children.of(value);
        text.append(indent).append(label);
        text.append(children.isEmpty() ? value.repr() : outline(value)).append('\n');
        children.forEach((name, child) -> tree(text, indent + "  ", name + " ", child));
    }

    /// The operator without the parameters that are operators.
    private static String outline(Configured value) {
        String rest = value.config().values().entrySet().stream()
                .filter(e -> !holdsOperators(e.getValue()))
                .map(e -> Config.of(e.getKey(), e.getValue()).repr())
                .collect(Collectors.joining(", "));
        return value.name() + (rest.isEmpty() ? "" : "(" + rest + ")");
    }

    private static boolean holdsOperators(Object value) {
        return switch (value) {
            case OperatorState state -> true;
            case List<?> list -> list.stream().anyMatch(Description::holdsOperators);
            case java.util.Map<?, ?> map -> map.values().stream().anyMatch(Description::holdsOperators);
            case null, default -> false;
        };
    }

    /// A table of operator, input and output; `?` = not known.
    static String summary(Operator<?, ?> operator, Signature in) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Operator", "Input", "Output"});
        var signature = in;
        List<? extends Operator<?, ?>> steps =
                operator instanceof Sequential<?, ?>(var operators) ? operators : List.of(operator);
        for (var step : steps) {
            var out = step.outputSignature(signature);
            rows.add(new String[] {step.repr(), signature.toString(), out.toString()});
            signature = out;
        }
        int[] widths = new int[3];
        for (var row : rows) {
            for (int i = 0; i < 3; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
