package dev.stampede.operators.core;

import java.util.SequencedMap;

/// An operator made of operators. Sealed, so that what walks over pipelines knows every kind.
public sealed interface Combinator<A, B> extends Operator<A, B>
        permits Branch,
                Cache,
                Coalesce,
                Fanout,
                Graph,
                Juxt,
                ListMap,
                ModeGate,
                Profile.Timed,
                Provenance,
                Retry,
                Sequential,
                Switch,
                Try {
    /// What it is made of, in order, each under a label that is its own here: a step number, the name of a branch.
    SequencedMap<String, Operator<?, ?>> children();
}
