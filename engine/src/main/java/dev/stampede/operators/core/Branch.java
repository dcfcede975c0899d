package dev.stampede.operators.core;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// One of two operators, chosen by a predicate on the whole input. Cannot be stored.
public final class Branch<A, B> implements Combinator<A, B> {
    private final Predicate<? super A> predicate;
    private final Operator<? super A, ? extends B> ifTrue;
    private final Operator<? super A, ? extends B> ifFalse;

    public Branch(
            Predicate<? super A> predicate,
            Operator<? super A, ? extends B> ifTrue,
            Operator<? super A, ? extends B> ifFalse) {
        this.predicate = Objects.requireNonNull(predicate, "predicate");
        this.ifTrue = Objects.requireNonNull(ifTrue, "ifTrue");
        this.ifFalse = Objects.requireNonNull(ifFalse, "ifFalse");
    }

    /// Where the predicate does not hold, the input is returned.
    public static <A> Branch<A, A> when(Predicate<? super A> predicate, Operator<? super A, ? extends A> ifTrue) {
        return new Branch<>(predicate, ifTrue, new Identity<>());
    }

    @Override
    public B compute(A in) {
        return predicate.test(in) ? ifTrue.apply(in) : ifFalse.apply(in);
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Signature outputSignature(Signature in) {
        var first = ifTrue.outputSignature(in);
        return first.equals(ifFalse.outputSignature(in)) ? first : Signature.UNKNOWN;
    }

    @Override
    public Config config() {
        return Config.of("predicate", Condition.label(predicate))
                .with("if_true", OperatorState.of(ifTrue))
                .with("if_false", OperatorState.of(ifFalse));
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        SequencedMap<String, Operator<?, ?>> children = new LinkedHashMap<>();
        children.put("if_true", ifTrue);
        children.put("if_false", ifFalse);
        return children;
    }

    @Override
    public String toString() {
        return repr();
    }
}
