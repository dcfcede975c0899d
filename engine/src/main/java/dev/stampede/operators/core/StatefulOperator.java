package dev.stampede.operators.core;

/// An operator whose result depends on a state that the caller keeps: `(value, state)` to `(value, state)`.
public interface StatefulOperator<A, B> extends Operator<A, B> {
    /// The work itself; `state` is not changed, the next one is part of the result.
    Carried<B> compute(A in, CarryState state);

    /// Runs the operator with a state.
    /// @throws OperatorTypeException if `state` is `null`
    default Carried<B> apply(A in, CarryState state) {
        if (state == null) {
            throw new OperatorTypeException(name() + " needs a state");
        }
        return compute(in, state);
    }

    /// @throws OperatorTypeException always
    @Override
    default B compute(A in) {
        throw new OperatorTypeException(name() + " needs a state: call apply(value, state)");
    }
}
