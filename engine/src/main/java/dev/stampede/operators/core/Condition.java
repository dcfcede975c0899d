package dev.stampede.operators.core;

import java.util.function.Predicate;

/// A predicate with a name to show.
///
/// @param label shown in descriptions
/// @param test  the predicate
public record Condition<A>(String label, Predicate<? super A> test) implements Predicate<A> {
    /// The name of a predicate where it has one.
    static String label(Predicate<?> predicate) {
        return predicate instanceof Condition<?> condition ? condition.label() : "predicate";
    }

    /// The negated predicate, shown as `complement(name)`.
    public static <A> Condition<A> complement(Predicate<A> predicate) {
        return new Condition<>("complement(" + label(predicate) + ")", predicate.negate());
    }

    @Override
    public boolean test(A value) {
        return test.test(value);
    }

    @Override
    public Condition<A> negate() {
        return new Condition<>("complement(" + label + ")", test.negate());
    }
}
