package dev.stampede.operators.core;

import java.util.Objects;
import java.util.function.Predicate;

/// Refuses an input for which a predicate does not hold, and returns it otherwise. Errors: [QcException] with the
/// message. Cannot be stored.
public final class AssertCallable<A> implements Operator<A, A> {
    private final Predicate<? super A> predicate;
    private final String message;

    public AssertCallable(Predicate<? super A> predicate, String message) {
        this.predicate = Objects.requireNonNull(predicate, "predicate");
        this.message = Objects.requireNonNull(message, "message");
    }

    @Override
    public A compute(A in) {
        if (!predicate.test(in)) {
            throw new QcException(message);
        }
        return in;
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("predicate", Condition.label(predicate)).with("message", message);
    }

    @Override
    public String toString() {
        return repr();
    }
}
