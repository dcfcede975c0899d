package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Runs operators one after the other, each on the result of the one before. Empty: returns its input.
///
/// Configuration: `{"operators": [...]}`. Errors: an operator that returns nothing (`terminal`) anywhere but at
/// the end, and a step that cannot take what the one before it returned, are refused with the step's number.
///
/// @param operators the steps
public record Sequential<A, B>(List<Operator<?, ?>> operators) implements Combinator<A, B> {
    /// @throws OperatorTypeException if a step is `null`, or terminal and not the last
    public Sequential {
        for (int i = 0; i < operators.size(); i++) {
            var operator = operators.get(i);
            if (operator == null) {
                throw new OperatorTypeException("step " + i + " is null, expected an operator");
            }
            if (operator.terminal() && i < operators.size() - 1) {
                throw new OperatorTypeException(
                        "step " + i + ", " + operator.name() + ", returns nothing, so it can only be the last step");
            }
        }
        operators = List.copyOf(operators);
    }

    /// A chain of these steps; chains among them stay steps of their own.
    public static <A, B> Sequential<A, B> of(Operator<?, ?>... operators) {
        return new Sequential<>(List.of(operators));
    }

    static <A, B, C> Sequential<A, C> join(Operator<A, B> left, Operator<? super B, ? extends C> right) {
        List<Operator<?, ?>> all = new ArrayList<>();
        for (Operator<?, ?> side : List.of(left, right)) {
            if (side instanceof Sequential<?, ?>(var steps)) {
                all.addAll(steps);
            } else {
                all.add(side);
            }
        }
        return new Sequential<>(all);
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.numbered(operators);
    }

    @Override
    @SuppressWarnings("unchecked")
    public B compute(A in) {
        Object value = in;
        if (stateful()) {
            throw new OperatorTypeException("the chain has steps with a state: call apply(value, state)");
        }
        for (int i = 0; i < operators.size(); i++) {
            value = Steps.run(operators.get(i), value, "step " + i);
        }
        return (B) value;
    }

    /// @throws OperatorTypeException if there is no step, or the first one needs an input
    @Override
    public B apply() {
        if (operators.isEmpty()) {
            throw new OperatorTypeException("an empty Sequential needs an input");
        }
        return Combinator.super.apply();
    }

    /// Whether a step needs a state; the chain is then called with one.
    public boolean stateful() {
        return operators.stream().anyMatch(StatefulOperator.class::isInstance);
    }

    /// Runs the steps with a state: those that have one get it and return the next, the others leave it alone.
    /// @throws OperatorTypeException if `state` is `null`
    @SuppressWarnings("unchecked")
    public Carried<B> apply(A in, CarryState state) {
        if (state == null) {
            throw new OperatorTypeException("the chain needs a state");
        }
        Object value = in;
        var carried = state;
        for (int i = 0; i < operators.size(); i++) {
            if (operators.get(i) instanceof StatefulOperator<?, ?> step) {
                var next = ((StatefulOperator<Object, Object>) step).apply(value, carried);
                value = next.value();
                carried = next.state();
            } else {
                value = Steps.run(operators.get(i), value, "step " + i);
            }
        }
        return new Carried<>((B) value, carried);
    }

    @Override
    public Arity arity() {
        return operators.isEmpty() ? Arity.ONE : operators.getFirst().arity();
    }

    @Override
    public boolean terminal() {
        return !operators.isEmpty() && operators.getLast().terminal();
    }

    @Override
    public Signature outputSignature(Signature in) {
        var signature = in;
        for (var operator : operators) {
            signature = operator.outputSignature(signature);
        }
        return signature;
    }

    /// The step of this number, from 0.
    public Operator<?, ?> step(int index) {
        return operators.get(index);
    }

    /// The steps `[from, to)` as a chain of their own.
    public Sequential<Object, Object> slice(int from, int to) {
        return new Sequential<>(operators.subList(from, to));
    }

    /// Number of steps.
    public int size() {
        return operators.size();
    }

    @Override
    public String toString() {
        return repr();
    }
}
