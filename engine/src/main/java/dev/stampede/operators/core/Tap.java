package dev.stampede.operators.core;

import java.util.Objects;
import java.util.function.Consumer;

/// Lets a function look at its input and returns the input. Errors of the function are passed on. Cannot be
/// stored.
public final class Tap<A> implements Operator<A, A> {
    private final String label;
    private final Consumer<? super A> function;

    public Tap(String label, Consumer<? super A> function) {
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
