package dev.stampede.operators.core;

/// Returns its input, the same object.
public record Identity<A>() implements Operator<A, A> {
    @Override
    public A compute(A in) {
        return in;
    }
}
