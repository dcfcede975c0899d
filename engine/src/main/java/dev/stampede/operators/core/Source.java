package dev.stampede.operators.core;

/// An operator without an input, such as a reader; what it is given is ignored.
public interface Source<B> extends Operator<Object, B> {
    /// The work itself.
    B produce();

    @Override
    default B compute(Object ignored) {
        return produce();
    }

    @Override
    default Arity arity() {
        return Arity.NONE;
    }
}
