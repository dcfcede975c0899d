package dev.stampede.operators.core;

import java.util.Objects;
import java.util.function.Consumer;

/// Hands its input to a function and returns the input, for writing out in the middle of a chain. Errors of the
/// function are passed on. Cannot be stored.
public final class Sink<A> implements Operator<A, A> {
    private final String label;
    private final Consumer<? super A> function;

    public Sink(String label, Consumer<? super A> function) {
        this.label = Objects.requireNonNull(label, "label");
        this.function = Objects.requireNonNull(function, "function");
    }

    @Override
    public A compute(A in) {
        function.accept(in);
        return in;
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("name", label);
    }

    @Override
    public String toString() {
        return repr();
    }
}
