package dev.stampede.operators.core;

import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// The first good result of several operators on the same input. Cannot be stored.
///
/// An error listed in `on` counts as "try the next one"; any other is passed on at once.
public final class Coalesce<A, B> implements Combinator<A, B> {
    private final List<Operator<? super A, ? extends B>> sources;
    private final Predicate<? super B> isOk;
    private final Set<ErrorKind> on;

    /// @param sources tried in order; at least one
    /// @param isOk    what a good result is
    /// @param on      errors that are tolerated; none: every error is passed on
    public Coalesce(
            List<? extends Operator<? super A, ? extends B>> sources, Predicate<? super B> isOk, Set<ErrorKind> on) {
        Require.that(!sources.isEmpty(), "sources", sources, "at least one operator");
        this.sources = List.copyOf(sources);
        this.isOk = Objects.requireNonNull(isOk, "isOk");
        this.on = Set.copyOf(on);
    }

    /// @throws IllegalStateException if no source gave a good result; says how many were tried and how many failed
    @Override
    public B compute(A in) {
        int failed = 0;
        for (var source : sources) {
            try {
                B result = source.apply(in);
                if (isOk.test(result)) {
                    return result;
                }
            } catch (RuntimeException e) {
                if (!ErrorKind.matchesAny(on, e)) {
                    throw e;
                }
                failed++;
            }
        }
        throw new IllegalStateException("none of " + sources.size() + " sources gave a good result; " + failed
                + " of them failed with a tolerated error");
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }

    @Override
    public Config config() {
        return Config.of("sources", sources.stream().map(OperatorState::of).toList())
                .with("is_ok", Condition.label(isOk))
                .with("on", Components.encode(on));
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.numbered(sources);
    }

    @Override
    public String toString() {
        return repr();
    }
}
