package dev.stampede.operators.core;

import java.util.List;

/// An operator on a list of values, such as a composite of many scenes.
public interface ListOperator<A, B> extends Operator<List<A>, B> {
    @Override
    default Arity arity() {
        return Arity.MANY;
    }
}
