package dev.stampede.operators.core;

/// How many values an operator takes where several can be given, as in a [Graph].
public enum Arity {
    /// Needs no input; whatever is given is ignored.
    NONE,
    ONE,
    /// Two, handed over as a [Pair].
    TWO,
    /// Any number, handed over as a `List`.
    MANY
}
