package dev.stampede.operators.core;

import java.util.List;

/// A value of a [Graph] that does not exist yet. Equal only to itself.
public abstract sealed class Node permits Input, Node.Call {
    Node() {}

    /// The result of an operator on other nodes.
    static final class Call extends Node {
        private final Operator<?, ?> operator;
        private final List<Node> parents;

        private Call(Operator<?, ?> operator, List<Node> parents) {
            this.operator = operator;
            this.parents = parents;
        }

        Operator<?, ?> operator() {
            return operator;
        }

        List<Node> parents() {
            return parents;
        }

        @Override
        public String toString() {
            return operator.repr();
        }
    }

    static Call call(Operator<?, ?> operator, List<? extends Node> parents) {
        for (int i = 0; i < parents.size(); i++) {
            if (parents.get(i) == null) {
                throw new OperatorTypeException(operator.name() + ": value " + i + " is not a node of a graph; "
                        + "wrap a value that is known in a Const");
            }
        }
        switch (operator.arity()) {
            case ONE -> Steps.requireCount(operator, parents, 1, "a node");
            case TWO -> Steps.requireCount(operator, parents, 2, "a node");
            case NONE, MANY -> {}
        }
        return new Call(operator, List.copyOf(parents));
    }
}
