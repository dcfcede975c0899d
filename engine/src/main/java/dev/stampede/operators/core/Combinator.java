package dev.stampede.operators.core;

/// An operator made of operators. Sealed, so that what walks over pipelines knows every kind.
public sealed interface Combinator<A, B> extends Operator<A, B> permits Sequential {}
