package dev.stampede.operators.core;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Lets a good input pass; hands a bad one to a callback and returns a sentinel in its place. An error inside the
/// check is passed on. Cannot be stored.
public final class Quarantine<A> implements Operator<A, A> {
    private final Predicate<? super A> check;
    private final A sentinel;
    private final Consumer<? super A> onQuarantine;

    /// @param check        whether an input is good
    /// @param sentinel     returned in place of a bad one; may be `null`
    /// @param onQuarantine takes the bad one
    public Quarantine(Predicate<? super A> check, A sentinel, Consumer<? super A> onQuarantine) {
        this.check = Objects.requireNonNull(check, "check");
        this.sentinel = sentinel;
        this.onQuarantine = Objects.requireNonNull(onQuarantine, "onQuarantine");
    }

    @Override
    public A compute(A in) {
        if (check.test(in)) {
            return in;
        }
        onQuarantine.accept(in);
        return sentinel;
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("check", Condition.label(check)).with("sentinel", String.valueOf(sentinel));
    }

    @Override
    public String toString() {
        return repr();
    }
}
