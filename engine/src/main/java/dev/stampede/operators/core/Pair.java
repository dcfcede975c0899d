package dev.stampede.operators.core;

/// Two values for one operator.
public record Pair<A, B>(A first, B second) {}
