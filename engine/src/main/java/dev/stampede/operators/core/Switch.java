package dev.stampede.operators.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;

/// One of several operators, chosen by a key of the input. Cannot be stored.
public final class Switch<K, A, B> implements Combinator<A, B> {
    private final Function<? super A, ? extends K> key;
    private final Map<K, Operator<? super A, ? extends B>> cases;
    private final Operator<? super A, ? extends B> otherwise;

    /// @param key       computes what is looked up
    /// @param cases     key to operator; copied
    /// @param otherwise runs when no case matches
    public Switch(
            Function<? super A, ? extends K> key,
            Map<K, ? extends Operator<? super A, ? extends B>> cases,
            Operator<? super A, ? extends B> otherwise) {
        this.key = Objects.requireNonNull(key, "key");
        this.cases = new LinkedHashMap<>(cases);
        this.cases.forEach((name, operator) -> {
            if (operator == null) {
                throw new OperatorTypeException("case " + name + " is null, expected an operator");
            }
        });
        this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    }

    /// Where no case matches, the input is returned.
    public static <K, A> Switch<K, A, A> of(
            Function<? super A, ? extends K> key, Map<K, ? extends Operator<? super A, ? extends A>> cases) {
        return new Switch<K, A, A>(key, cases, new Identity<>());
    }

    @Override
    public B compute(A in) {
        Operator<? super A, ? extends B> found = cases.getOrDefault(key.apply(in), otherwise);
        return found.apply(in);
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public Config config() {
        Map<String, Object> states = new LinkedHashMap<>();
        cases.forEach((name, operator) -> states.put(String.valueOf(name), OperatorState.of(operator)));
        return Config.of("cases", states).with("default", OperatorState.of(otherwise));
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        SequencedMap<String, Operator<?, ?>> children = new LinkedHashMap<>();
        cases.forEach((name, operator) -> children.put(String.valueOf(name), operator));
        children.put("default", otherwise);
        return children;
    }

    @Override
    public String toString() {
        return repr();
    }
}
