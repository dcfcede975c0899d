package dev.stampede.operators.core;

import java.util.SequencedMap;

/// Runs an operator only inside `mode.during(...)`, as augmentation does while training; in another mode, and
/// outside of any, the input passes.
///
/// @param inner the operator
/// @param mode  when it runs
public record ModeGate<A>(
        Operator<A, A> inner, @Default("\"train\"") Mode mode) implements Combinator<A, A> {
    @Override
    public A compute(A in) {
        return Mode.current().filter(mode::equals).isPresent() ? inner.apply(in) : in;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return inner.outputSignature(in).equals(in) ? in : Signature.UNKNOWN;
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.one("inner", inner);
    }
}
