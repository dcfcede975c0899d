package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// One input, several operators, a list of their results; the positional sibling of [Fanout].
///
/// @param operators in the order of the results
public record Juxt<A>(List<Operator<?, ?>> operators) implements Combinator<A, List<Object>> {
    public Juxt {
        operators = List.copyOf(operators);
    }

    public static <A> Juxt<A> of(Operator<?, ?>... operators) {
        return new Juxt<>(List.of(operators));
    }

    @Override
    public List<Object> compute(A in) {
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            results.add(Steps.run(operators.get(i), in, "operator " + i));
        }
        return java.util.Collections.unmodifiableList(results);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.numbered(operators);
    }
}
