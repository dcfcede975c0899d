package dev.stampede.operators.core;

import java.util.function.Consumer;

/// Hands its input to a function and returns the input, for writing out in the middle of a chain. Errors of the
/// function are passed on. Cannot be stored.
public final class Sink<A> extends Passing<A> {
    public Sink(String label, Consumer<? super A> function) {
        super(label, function);
    }
}
