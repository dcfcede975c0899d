package dev.stampede.operators.core;

/// A result and the state after it.
public record Carried<B>(B value, CarryState state) {}
