package dev.stampede.operators.core;

/// An operator on two values.
public interface PairOperator<A1, A2, B> extends Operator<Pair<A1, A2>, B> {
    /// The work itself.
    B compute(A1 first, A2 second);

    @Override
    default B compute(Pair<A1, A2> in) {
        return compute(in.first(), in.second());
    }

    /// Runs the operator on two values.
    default B apply(A1 first, A2 second) {
        return apply(new Pair<>(first, second));
    }

    @Override
    default Arity arity() {
        return Arity.TWO;
    }
}
