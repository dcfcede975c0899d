package dev.stampede.operators.core;

import java.util.Objects;
import java.util.function.Consumer;

/// Hands its input to a function and on. Errors of the function are passed on. Cannot be stored.
abstract sealed class Passing<A> implements Operator<A, A> permits Sink, Tap {
    private final String label;
    private final Consumer<? super A> function;

    Passing(String label, Consumer<? super A> function) {
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
