package dev.stampede.operators.core;

import java.util.List;
import java.util.concurrent.CancellationException;

/// Calls between operators whose types only meet when a pipeline runs.
final class Steps {
    private Steps() {}

    /// Runs `operator` on a value of unknown type.
    /// @throws OperatorTypeException if it cannot take the value; `where` says which step it is
    @SuppressWarnings("unchecked")
    static Object run(Operator<?, ?> operator, Object value, String where) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted before " + where + ", " + operator.name());
        }
        return ((Operator<Object, Object>) operator).apply(fitted(operator, value, where));
    }

    /// The value as the operator takes it: whole numbers may be wider or narrower than it, and real numbers
    /// float or double, where nothing is lost. Numbers read from a file need this.
    private static Object fitted(Operator<?, ?> operator, Object value, String where) {
        if (operator.arity() == Arity.NONE || value == null) {
            return value;
        }
        var expected = TypeArguments.input(operator);
        if (expected.isInstance(value)) {
            return value;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            Object other = switch (expected.getSimpleName()) {
                case "Double" -> real;
                case "Float" -> (float) real == real ? (Object) (float) real : null;
                case "Integer" -> (int) real == real ? (Object) (int) real : null;
                case "Long" -> (long) real == real ? (Object) number.longValue() : null;
                default -> null;
            };
            if (other != null) {
                return other;
            }
        }
        throw new OperatorTypeException(where + ", " + operator.name() + ", takes a " + expected.getSimpleName()
                + ", but was given a " + value.getClass().getSimpleName());
    }

    /// The one value an operator is called with when several are at hand.
    /// @throws OperatorTypeException if their number does not fit
    static Object pack(Operator<?, ?> operator, List<?> values, String where) {
        return switch (operator.arity()) {
            case NONE -> null;
            case ONE -> {
                requireCount(operator, values, 1, where);
                yield values.getFirst();
            }
            case TWO -> {
                requireCount(operator, values, 2, where);
                yield new Pair<>(values.get(0), values.get(1));
            }
            case MANY -> values;
        };
    }

    static void requireCount(Operator<?, ?> operator, List<?> values, int count, String where) {
        if (values.size() != count) {
            throw new OperatorTypeException(where + ", " + operator.name() + ", takes " + count
                    + (count == 1 ? " value" : " values") + ", but was given " + values.size());
        }
    }
}
