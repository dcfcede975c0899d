package dev.stampede.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A condition on the columns of a row, as [ConditionParser] reads it. Missing values count as in SQL: a
/// comparison with one is neither true nor false, and only what is true is kept.
public sealed interface Condition {
    /// `column op value`.
    record Comparison(String column, Operator operator, Object value) implements Condition {}

    /// `column in (...)`.
    record In(String column, List<Object> values) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    /// `column is null`.
    record IsNull(String column) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition inner) implements Condition {}

    /// How two values are compared.
    enum Operator {
        EQUAL("="),
        DIFFERENT("<>"),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /// `true`, `false`, or `null` where a missing value decides.
    /// @param values value of a column, `null` if missing
    /// @throws IllegalArgumentException if a column holds something the value cannot be compared with
    default Boolean test(Function<String, Object> values) {
        return switch (this) {
            case Comparison(var column, var operator, var value) -> {
                var found = values.apply(column);
                yield found == null ? null : (Boolean) operator.holds(compare(column, found, value));
            }
            case In(var column, var candidates) -> {
                var found = values.apply(column);
                yield found == null
                        ? null
                        : (Boolean) candidates.stream().anyMatch(value -> compare(column, found, value) == 0);
            }
            case IsNull(var column) -> values.apply(column) == null;
            case And(var left, var right) -> both(left.test(values), right.test(values));
            case Or(var left, var right) -> {
                var neither = both(negated(left.test(values)), negated(right.test(values)));
                yield negated(neither);
            }
            case Not(var inner) -> negated(inner.test(values));
        };
    }

    private static Boolean negated(Boolean value) {
        return value == null ? null : (Boolean) !value;
    }

    private static Boolean both(Boolean left, Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return left == null || right == null ? null : (Boolean) true;
    }

    private static int compare(String column, Object found, Object value) {
        return switch (found) {
            case Number number
            when value instanceof Number other -> Double.compare(number.doubleValue(), other.doubleValue());
            case String text when value instanceof String other -> text.compareTo(other);
            case Boolean flag when value instanceof Boolean other -> flag.compareTo(other);
            case Instant time when value instanceof String other -> time.compareTo(CatalogTimes.parse(other));
            default ->
                throw new IllegalArgumentException("column " + column + " holds " + describe(found) + " such as "
                        + found + ", which cannot be compared with " + describe(value) + " " + value);
        };
    }

    private static String describe(Object value) {
        return switch (value) {
            case Number _ -> "numbers";
            case String _ -> "text";
            case Boolean _ -> "true or false";
            case Instant _ -> "times";
            default -> value.getClass().getSimpleName();
        };
    }

    /// The columns it speaks of.
    default void collectColumns(Set<String> outColumns) {
        switch (this) {
            case Comparison test -> outColumns.add(test.column());
            case In test -> outColumns.add(test.column());
            case IsNull test -> outColumns.add(test.column());
            case And(var left, var right) -> {
                left.collectColumns(outColumns);
                right.collectColumns(outColumns);
            }
            case Or(var left, var right) -> {
                left.collectColumns(outColumns);
                right.collectColumns(outColumns);
            }
            case Not(var inner) -> inner.collectColumns(outColumns);
        }
    }

    /// The same in SQL, names and texts quoted.
    default String sql() {
        return switch (this) {
            case Comparison(var column, var operator, var value) ->
                name(column) + " " + operator.sql + " " + literal(column, value);
            case In(var column, var values) -> {
                var list = String.join(
                        ", ",
                        values.stream().map(value -> literal(column, value)).toList());
                yield name(column) + " IN (" + list + ")";
            }
            case IsNull(var column) -> name(column) + " IS NULL";
            case And(var left, var right) -> "(" + left.sql() + " AND " + right.sql() + ")";
            case Or(var left, var right) -> "(" + left.sql() + " OR " + right.sql() + ")";
            case Not(var inner) -> "(NOT " + inner.sql() + ")";
        };
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String literal(String column, Object value) {
        if (value instanceof String text) {
            var moment = CatalogTimes.isTimeColumn(column) ? CatalogTimes.sql(CatalogTimes.parse(text)) : text;
            return "'" + moment.replace("'", "''") + "'";
        }
        return value.toString();
    }
}
