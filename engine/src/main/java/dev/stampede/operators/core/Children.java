package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is inside an operator.
final class Children {
    private Children() {}

    /// Operators (and parts of operators) that `value` holds directly, labelled.
    static SequencedMap<String, Configured> of(Configured value) {
        SequencedMap<String, Configured> found = new LinkedHashMap<>();
        switch (value) {
            case Combinator<?, ?> combinator -> found.putAll(combinator.children());
            case SettingsOperator<?, ?, ?> operator -> collectRecord(operator.settings(), found);
            case Record made -> collectRecord(made, found);
            default -> {}
        }
        return found;
    }

    /// The only one, under its label.
    static SequencedMap<String, Operator<?, ?>> one(String label, Operator<?, ?> operator) {
        SequencedMap<String, Operator<?, ?>> children = new LinkedHashMap<>();
        children.put(label, operator);
        return children;
    }

    /// A list under the numbers of its items.
    static SequencedMap<String, Operator<?, ?>> numbered(List<? extends Operator<?, ?>> operators) {
        SequencedMap<String, Operator<?, ?>> children = new LinkedHashMap<>();
        for (int i = 0; i < operators.size(); i++) {
            children.put(Integer.toString(i), operators.get(i));
        }
        return children;
    }

    private static void collectRecord(Record made, Map<String, Configured> found) {
        for (var component : made.getClass().getRecordComponents()) {
            collect(Parameter.of(component).key(), Components.read(made, component), found);
        }
    }

    private static void collect(String label, Object value, Map<String, Configured> found) {
        switch (value) {
            case Configured nested -> found.put(label, nested);
            case Optional<?> optional -> optional.ifPresent(item -> collect(label, item, found));
            case Map<?, ?> map -> map.forEach((key, item) -> collect(label + "." + key, item, found));
            case Iterable<?> items
            when !(value instanceof java.nio.file.Path) -> {
                List<Object> all = new ArrayList<>();
                items.forEach(all::add);
                for (int i = 0; i < all.size(); i++) {
                    collect(label + "." + i, all.get(i), found);
                }
            }
            case null, default -> {}
        }
    }
}
