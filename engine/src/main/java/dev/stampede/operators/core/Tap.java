package dev.stampede.operators.core;

import java.util.function.Consumer;

/// Lets a function look at its input and returns the input. Errors of the function are passed on. Cannot be
/// stored.
public final class Tap<A> extends Passing<A> {
    public Tap(String label, Consumer<? super A> function) {
        super(label, function);
    }
}
