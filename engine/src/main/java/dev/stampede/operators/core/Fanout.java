package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/// One input, several operators, a map of their results in the order of the branches.
///
/// With `parallel` the branches run at the same time, with the same results. Errors: of branches that fail, the
/// error of the first in order is thrown; no branch at all is refused.
///
/// @param branches name to operator
/// @param parallel whether branches run on threads of their own
public record Fanout<A>(
        Map<String, Operator<?, ?>> branches,
        @Default("false") boolean parallel) implements Combinator<A, Map<String, Object>> {
    /// @throws IllegalArgumentException if there is no branch
    /// @throws OperatorTypeException    if a branch is `null`
    public Fanout {
        Require.that(!branches.isEmpty(), "branches", branches, "at least one");
        branches.forEach((name, operator) -> {
            if (operator == null) {
                throw new OperatorTypeException("branch " + name + " is null, expected an operator");
            }
        });
        branches = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(branches));
    }

    public Fanout(Map<String, Operator<?, ?>> branches) {
        this(branches, false);
    }

    @Override
    public Map<String, Object> compute(A in) {
        List<Callable<Object>> calls = new ArrayList<>();
        branches.forEach((name, operator) -> calls.add(() -> Steps.run(operator, in, "branch " + name)));
        var values = Threads.inOrder(calls, parallel ? calls.size() : 1);
        Map<String, Object> results = new LinkedHashMap<>();
        var value = values.iterator();
        branches.keySet().forEach(name -> results.put(name, value.next()));
        return Collections.unmodifiableMap(results);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return new LinkedHashMap<>(branches);
    }
}
