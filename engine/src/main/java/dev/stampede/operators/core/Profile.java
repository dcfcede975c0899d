package dev.stampede.operators.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Times operators of a pipeline by the name of their class. Safe to use from several threads.
public final class Profile {
    /// Calls of one class of operators.
    ///
    /// @param calls        calls that succeeded
    /// @param totalSeconds time they took together, s
    public record Row(long calls, double totalSeconds) {
        /// s per call.
        public double meanSeconds() {
            return totalSeconds / calls;
        }
    }

    private final Map<String, Row> rows = Collections.synchronizedMap(new LinkedHashMap<>());

    /// The same operator, with the time of each call added under its name. A call that fails adds nothing.
    public <A, B> Operator<A, B> wrap(Operator<A, B> operator) {
        return new Timed<>(this, operator);
    }

    /// Name to calls and times, in the order of the first call.
    public Map<String, Row> report() {
        synchronized (rows) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        }
    }

    /// Forgets everything.
    public void clear() {
        rows.clear();
    }

    /// A timed operator.
    @Named("Profile.wrap")
    static final class Timed<A, B> implements Combinator<A, B> {
        private final Profile profile;
        private final Operator<A, B> operator;

        Timed(Profile profile, Operator<A, B> operator) {
            this.profile = profile;
            this.operator = Objects.requireNonNull(operator, "operator");
        }

        @Override
        public B compute(A in) {
            long start = System.nanoTime();
            B out = operator.apply(in);
            double seconds = (System.nanoTime() - start) / 1e9;
            profile.rows.merge(
                    operator.name(),
                    new Row(1, seconds),
                    (a, b) -> new Row(a.calls() + 1, a.totalSeconds() + b.totalSeconds()));
            return out;
        }

        @Override
        public Arity arity() {
            return operator.arity();
        }

        @Override
        public boolean terminal() {
            return operator.terminal();
        }

        @Override
        public boolean serialisable() {
            return false;
        }

        @Override
        public Signature outputSignature(Signature in) {
            return operator.outputSignature(in);
        }

        @Override
        public Config config() {
            return Config.of("operator", OperatorState.of(operator));
        }

        @Override
        public SequencedMap<String, Operator<?, ?>> children() {
            return Children.one("operator", operator);
        }

        @Override
        public String toString() {
            return repr();
        }
    }
}
