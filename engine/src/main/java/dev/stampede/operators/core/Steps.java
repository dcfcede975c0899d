package dev.stampede.operators.core;

import java.util.List;

/// Calls between operators whose types only meet when a pipeline runs.
final class Steps {
    private Steps() {}

    /// Runs `operator` on a value of unknown type.
    /// @throws OperatorTypeException if it cannot take the value; `where` says which step it is
    @SuppressWarnings("unchecked")
    static Object run(Operator<?, ?> operator, Object value, String where) {
        if (operator.arity() != Arity.NONE && value != null) {
            var expected = TypeArguments.of(operator).input();
            if (!expected.isInstance(value)) {
                throw new OperatorTypeException(where + ", " + operator.name() + ", takes a " + expected.getSimpleName()
                        + ", but was given a " + value.getClass().getSimpleName());
            }
        }
        return ((Operator<Object, Object>) operator).apply(value);
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
