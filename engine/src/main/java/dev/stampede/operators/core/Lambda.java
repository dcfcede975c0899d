package dev.stampede.operators.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A function as an operator. Cannot be stored: two of them are equal only if they are the same object.
public final class Lambda<A, B> implements Operator<A, B> {
    private final String label;
    private final Function<? super A, ? extends B> function;
    private final Arity arity;

    private Lambda(String label, Function<? super A, ? extends B> function, Arity arity) {
        this.label = Objects.requireNonNull(label, "label");
        this.function = Objects.requireNonNull(function, "function");
        this.arity = arity;
    }

    /// A function of one value.
    public static <A, B> Lambda<A, B> of(String label, Function<? super A, ? extends B> function) {
        return new Lambda<>(label, function, Arity.ONE);
    }

    /// A function of one value without a name of its own.
    public static <A, B> Lambda<A, B> of(Function<? super A, ? extends B> function) {
        return of("Lambda", function);
    }

    /// A function of two values.
    public static <A, B, C> Lambda<Pair<A, B>, C> ofPair(
            String label, BiFunction<? super A, ? super B, ? extends C> function) {
        return new Lambda<>(label, in -> function.apply(in.first(), in.second()), Arity.TWO);
    }

    /// A function of a list of values.
    public static <A, B> Lambda<List<A>, B> ofList(String label, Function<? super List<A>, ? extends B> function) {
        return new Lambda<>(label, function, Arity.MANY);
    }

    @Override
    public B compute(A in) {
        return function.apply(in);
    }

    @Override
    public Arity arity() {
        return arity;
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return new Config(Map.of("name", label));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public String toString() {
        return repr();
    }
}
