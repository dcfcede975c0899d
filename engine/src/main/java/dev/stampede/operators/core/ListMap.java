package dev.stampede.operators.core;

import java.util.List;
import java.util.SequencedMap;

/// Applies one operator to the items of a list.
sealed interface ListMap<A, B> extends Combinator<List<A>, List<B>> permits AsyncMap, BatchedMap, CpuMap, ThreadMap {
    /// What is applied.
    Operator<?, ?> op();

    @Override
    default Arity arity() {
        return Arity.MANY;
    }

    @Override
    default Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    default SequencedMap<String, Operator<?, ?>> children() {
        return Children.one("op", op());
    }
}
