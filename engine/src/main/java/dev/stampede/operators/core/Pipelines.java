package dev.stampede.operators.core;

import java.util.List;

/// Chains of a number of operators that is not known when the program is written.
public final class Pipelines {
    private Pipelines() {}

    /// Runs the operators on `in` from left to right.
    public static Object pipe(Object in, Operator<?, ?>... operators) {
        return composeLeft(operators).apply(in);
    }

    /// A chain that runs the operators from left to right; chains among them are taken apart.
    @SuppressWarnings("unchecked")
    public static Sequential<Object, Object> composeLeft(Operator<?, ?>... operators) {
        var chain = Sequential.of();
        for (var operator : operators) {
            chain = Sequential.join(chain, (Operator<Object, Object>) operator);
        }
        return chain;
    }

    /// A chain that runs the operators from right to left, as functions are composed.
    public static Sequential<Object, Object> compose(Operator<?, ?>... operators) {
        return composeLeft(List.of(operators).reversed().toArray(Operator<?, ?>[]::new));
    }
}
