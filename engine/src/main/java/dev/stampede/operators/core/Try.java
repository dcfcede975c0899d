package dev.stampede.operators.core;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// Runs an operator; if it fails with a listed error, runs another one on the same input. Other errors, and those
/// of the fallback, are passed on.
///
/// @param primary  what is tried
/// @param fallback what runs on the original input when that failed
/// @param on       errors that count; at least one
public record Try<A, B>(
        Operator<? super A, ? extends B> primary, Operator<? super A, ? extends B> fallback, Set<ErrorKind> on)
        implements Combinator<A, B> {
    /// @throws IllegalArgumentException if no error is listed
    public Try {
        Require.that(!on.isEmpty(), "on", on, "at least one kind of error");
        on = Set.copyOf(on);
    }

    @SafeVarargs
    public Try(
            Operator<? super A, ? extends B> primary,
            Operator<? super A, ? extends B> fallback,
            Class<? extends Exception>... on) {
        this(primary, fallback, ErrorKind.of(on));
    }

    @Override
    public B compute(A in) {
        try {
            return primary.apply(in);
        } catch (RuntimeException e) {
            if (ErrorKind.matchesAny(on, e)) {
                return fallback.apply(in);
            }
            throw e;
        }
    }

    @Override
    public boolean serialisable() {
        return on.stream().allMatch(ErrorKind::isNamed);
    }

    @Override
    public Signature outputSignature(Signature in) {
        var first = primary.outputSignature(in);
        return first.equals(fallback.outputSignature(in)) ? first : Signature.UNKNOWN;
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        SequencedMap<String, Operator<?, ?>> children = new LinkedHashMap<>();
        children.put("primary", primary);
        children.put("fallback", fallback);
        return children;
    }
}
